-- The journal, its payloads, and what is folded from it.

CREATE TABLE tafel (
  naam   TEXT PRIMARY KEY,
  waarde BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  seq          INTEGER PRIMARY KEY,
  id           BLOB NOT NULL UNIQUE,
  device       BLOB NOT NULL,
  idx          INTEGER NOT NULL,
  zaak         BLOB,
  kind         TEXT NOT NULL,
  version      INTEGER NOT NULL,
  at           INTEGER NOT NULL,           -- milliseconds since 1970, UTC
  actor        TEXT NOT NULL,
  audience     TEXT NOT NULL,
  seen         INTEGER,
  server_seq   INTEGER,
  payload_hash BLOB NOT NULL,
  previous     BLOB NOT NULL,
  digest       BLOB NOT NULL,
  UNIQUE (device, idx)
) STRICT;

CREATE INDEX event_zaak ON event (zaak) WHERE zaak IS NOT NULL;

-- Content apart from its envelope, so that it can be erased and the chain still verifies.
CREATE TABLE payload (
  event   INTEGER PRIMARY KEY REFERENCES event (seq),
  salt    BLOB,
  content BLOB
) STRICT;

-- Projection: the state of every zaak that has readable events.
CREATE TABLE zaak (
  id      BLOB NOT NULL UNIQUE,
  stand   TEXT NOT NULL,                   -- canonical JSON of domain::zaak::Stand
  persoon BLOB,
  pl      TEXT,
  nummer  TEXT,                            -- letters and digits of pl, for searching
  tag     TEXT,
  oordeel TEXT NOT NULL,
  getagd  INTEGER,                         -- when the tag was given, milliseconds UTC
  volgt   INTEGER NOT NULL,
  alarm   INTEGER NOT NULL
) STRICT;

CREATE INDEX zaak_persoon ON zaak (persoon) WHERE persoon IS NOT NULL;
CREATE INDEX zaak_nummer ON zaak (nummer) WHERE nummer IS NOT NULL;
CREATE INDEX zaak_volgt ON zaak (getagd) WHERE volgt = 1;
CREATE INDEX zaak_alarm ON zaak (getagd) WHERE alarm = 1;

-- Projection: what a worker can still take back, or what stops taking back.
CREATE TABLE terugstapel (
  event INTEGER PRIMARY KEY REFERENCES event (seq),
  actor TEXT NOT NULL,
  zaak  BLOB NOT NULL
) STRICT;

CREATE INDEX terugstapel_actor ON terugstapel (actor, event);
CREATE INDEX terugstapel_zaak ON terugstapel (zaak, actor, event);

-- Readings. The number is what rows of the day list point at.
CREATE TABLE lezing (
  nr      INTEGER PRIMARY KEY,
  id      BLOB NOT NULL UNIQUE,
  dag     TEXT NOT NULL,
  bestand TEXT NOT NULL,
  sha256  TEXT NOT NULL,
  profiel TEXT NOT NULL,
  gelezen INTEGER NOT NULL,
  telling TEXT NOT NULL
) STRICT;

CREATE INDEX lezing_dag ON lezing (dag);

-- Headings of columns, so that a row of the day list need not repeat them. Emptied with the day list.
CREATE TABLE kolomnaam (
  nr   INTEGER PRIMARY KEY,
  naam TEXT NOT NULL UNIQUE
) STRICT;

-- Rows that nobody tagged live here only, and go when the day is over (rule 5).
CREATE TABLE daglijst (
  volgorde  INTEGER NOT NULL,
  dag       TEXT NOT NULL,
  lezing    INTEGER NOT NULL REFERENCES lezing (nr),
  verdwenen INTEGER NOT NULL,
  zaak      BLOB NOT NULL UNIQUE,
  nummer    TEXT,
  gegevens  BLOB NOT NULL
) STRICT;
