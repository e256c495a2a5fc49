-- Up Migration

-- Every call that a language model was asked, answered or not: what it cost belongs to the day, also where no case came of it.
CREATE TABLE model_calls (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  called_at timestamptz NOT NULL DEFAULT now(),
  name text NOT NULL,
  model text NOT NULL,
  provider text NOT NULL,
  outcome text NOT NULL,
  input_tokens integer NOT NULL,
  cached_input_tokens integer NOT NULL,
  output_tokens integer NOT NULL,
  elapsed_ms integer NOT NULL,
  attempts integer NOT NULL,
  cost_usd numeric
);
CREATE INDEX model_calls_called_at ON model_calls (called_at);
