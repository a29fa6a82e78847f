-- Who works at the table, folded from the journal of this device.

CREATE TABLE persoon (
  id     BLOB PRIMARY KEY,
  plek   INTEGER NOT NULL,              -- in which order they came
  naam   TEXT NOT NULL,
  rollen TEXT NOT NULL,                 -- codes, separated by commas
  weg    INTEGER NOT NULL DEFAULT 0     -- 1: left
) STRICT, WITHOUT ROWID;
