-- Up Migration

-- Who made a version final, what it was opened from, and why blocking problems were overruled.
ALTER TABLE cases ADD COLUMN retired_at timestamptz;
ALTER TABLE case_versions
  ADD COLUMN finalized_by text,
  ADD COLUMN parent_case_id integer,
  ADD COLUMN parent_version integer,
  ADD COLUMN override_json text,
  ADD FOREIGN KEY (parent_case_id, parent_version) REFERENCES case_versions (case_id, version);

-- A version is never changed: exports made from it years later must be the same bytes.
CREATE FUNCTION refuse_change_of_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'finalized versions are never changed';
END $$;
CREATE TRIGGER case_versions_are_final BEFORE UPDATE OR DELETE ON case_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_version();

-- What became of an edit session. One row per session, so that a draft is made final once.
CREATE TABLE finalizations (
  session_id text PRIMARY KEY,
  case_id integer NOT NULL,
  version integer NOT NULL,
  draft_version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (case_id, version) REFERENCES case_versions (case_id, version)
);

-- Drafts carry more than the record now, and leave a trail. Drafts live for an hour: those of before are let go.
DELETE FROM edit_sessions;
ALTER TABLE edit_sessions DROP COLUMN record, ADD COLUMN document text NOT NULL;
CREATE TABLE edit_revisions (
  session_id text NOT NULL REFERENCES edit_sessions (id) ON DELETE CASCADE,
  version integer NOT NULL,
  edit_id text NOT NULL,
  revision text NOT NULL,
  -- The draft's content at this version, gzip; null once nothing needs it any more.
  content bytea,
  PRIMARY KEY (session_id, version),
  UNIQUE (session_id, edit_id)
);
