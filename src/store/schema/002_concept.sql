-- Drafts, settings, and what stays of a day list after the day.

CREATE TABLE concept (
  zaak       BLOB NOT NULL,
  soort      TEXT NOT NULL,
  json       TEXT NOT NULL,
  bewaard_op INTEGER NOT NULL,
  PRIMARY KEY (zaak, soort)
) STRICT;

CREATE TABLE instelling (
  naam   TEXT PRIMARY KEY,
  waarde TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dagtelling (
  dag      TEXT PRIMARY KEY,
  rijen    INTEGER NOT NULL,
  hg       INTEGER NOT NULL,
  twijfel  INTEGER NOT NULL,
  radar    INTEGER NOT NULL,
  geen_hg  INTEGER NOT NULL,
  ongetagd INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
