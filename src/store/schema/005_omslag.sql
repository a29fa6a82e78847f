-- Format 2 of the envelope: outside, header and content apart; series, signatures, erasure that is remembered.

DROP TABLE corv;
DROP TABLE terugstapel;
DROP TABLE payload;
DROP TABLE event;

-- Who signs: the id of a device is a hash of its public key.
CREATE TABLE toestel (
  id       BLOB PRIMARY KEY,
  openbaar BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  seq          INTEGER PRIMARY KEY,
  id           BLOB NOT NULL UNIQUE,
  vorm         INTEGER NOT NULL,
  kring        TEXT NOT NULL,
  toestel      BLOB NOT NULL REFERENCES toestel (id),
  reeks        BLOB NOT NULL,
  nr           INTEGER NOT NULL,
  vorige       BLOB NOT NULL,
  soort        INTEGER NOT NULL,
  open         BLOB NOT NULL,
  kop_hash     BLOB NOT NULL,
  inhoud_hash  BLOB NOT NULL,
  digest       BLOB NOT NULL,
  handtekening BLOB NOT NULL,
  tijdvak      INTEGER NOT NULL,
  kop_zout     BLOB NOT NULL,
  kop          BLOB NOT NULL,
  teller       INTEGER NOT NULL,           -- of the header, for the order
  plaats       INTEGER NOT NULL,           -- of the header, for the chain of the device
  UNIQUE (reeks, kring, nr)
) STRICT;

CREATE INDEX event_teller ON event (teller);
CREATE INDEX event_plaats ON event (toestel, plaats);

-- The zaken that an event is about, of the header.
CREATE TABLE betreft (
  zaak  BLOB NOT NULL,
  event INTEGER NOT NULL REFERENCES event (seq),
  PRIMARY KEY (zaak, event)
) STRICT, WITHOUT ROWID;

CREATE INDEX betreft_event ON betreft (event);

-- Content apart from its envelope, so that it can be erased and the chain still verifies.
CREATE TABLE payload (
  event   INTEGER PRIMARY KEY REFERENCES event (seq),
  salt    BLOB,
  content BLOB
) STRICT;

-- What was ordered to be erased: a copy that comes later stays empty.
CREATE TABLE gewist (
  id       BLOB PRIMARY KEY,
  opdracht BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What came and does not join yet.
CREATE TABLE wachtkamer (
  digest BLOB PRIMARY KEY,
  id     BLOB NOT NULL,
  reeks  BLOB NOT NULL,
  kring  TEXT NOT NULL,
  nr     INTEGER NOT NULL,
  stuk   BLOB NOT NULL
) STRICT;

CREATE INDEX wachtkamer_id ON wachtkamer (id);

-- What came and is not right: put aside, in sight.
CREATE TABLE apart (
  afdruk BLOB PRIMARY KEY,
  id     BLOB NOT NULL,
  reden  TEXT NOT NULL
) STRICT;

-- Projection: what a worker can still take back here, or what stops taking back.
CREATE TABLE terugstapel (
  event   INTEGER PRIMARY KEY REFERENCES event (seq),
  persoon BLOB NOT NULL,
  zaak    BLOB NOT NULL
) STRICT;

CREATE INDEX terugstapel_persoon ON terugstapel (persoon, event);
CREATE INDEX terugstapel_zaak ON terugstapel (zaak, persoon, event);

-- Projection: meldingen that were joined, by the reading that brought them.
CREATE TABLE corv (
  event  INTEGER PRIMARY KEY REFERENCES event (seq),
  lezing BLOB NOT NULL,
  zaak   BLOB NOT NULL
) STRICT;

CREATE INDEX corv_lezing ON corv (lezing);
CREATE INDEX corv_zaak ON corv (zaak);
