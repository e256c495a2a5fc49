-- Up Migration

CREATE TABLE cases (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- One row per finalized version; rows are never changed. `record` is text, not jsonb, so that it comes back byte for byte.
-- What lists need stands in columns of its own: reading it out of the record would detoast every row.
CREATE TABLE case_versions (
  case_id integer NOT NULL REFERENCES cases (id),
  version integer NOT NULL CHECK (version > 0),
  title text NOT NULL,
  description text NOT NULL,
  primary_diagnosis text NOT NULL,
  chief_complaint text,
  record text NOT NULL,
  content_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (case_id, version)
);

CREATE TABLE idempotency_keys (
  key text PRIMARY KEY,
  request_hash text NOT NULL,
  case_id integer NOT NULL REFERENCES cases (id),
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Edit sessions when no Redis is configured.
CREATE TABLE edit_sessions (
  id text PRIMARY KEY,
  version integer NOT NULL,
  record text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX edit_sessions_expires_at ON edit_sessions (expires_at);
