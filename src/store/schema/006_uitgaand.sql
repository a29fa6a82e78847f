-- Texts that left as files: where each lies, so that what a power cut left is found, and terms reach it.

CREATE TABLE uitgaand (
  nr      INTEGER PRIMARY KEY,
  zaak    BLOB NOT NULL,                -- zeroes: about several
  map     TEXT NOT NULL,
  bestand TEXT NOT NULL,
  sha256  TEXT NOT NULL,                -- of the bytes in the file
  op      INTEGER NOT NULL,             -- milliseconds UTC
  json    TEXT,                         -- what is to be registered; none once it is, or where nothing is
  weg     INTEGER NOT NULL DEFAULT 0    -- 1: must go, its zaak was erased
) STRICT;

CREATE INDEX uitgaand_zaak ON uitgaand (zaak);
