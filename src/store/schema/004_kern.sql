-- Custody with its moments, and who stood on the list before.

-- The moment that a list is about, where it says so itself.
ALTER TABLE lezing ADD COLUMN peil INTEGER;

-- Who stood on the previous list and was followed, or untagged with a proposal: missing on the next list is
-- seen by it, and what nobody looked at waits here. Ordinary rows outside the journal (rule 5).
CREATE TABLE vorige (
  zaak     BLOB NOT NULL UNIQUE,
  dag      TEXT NOT NULL,                 -- the day of that list
  lezing   INTEGER NOT NULL REFERENCES lezing (nr),
  volgorde INTEGER NOT NULL,
  nummer   TEXT,
  gegevens BLOB,                          -- none: the journal has its line
  weg      INTEGER NOT NULL DEFAULT 0,    -- since when it is missing on a newer list; milliseconds, 0: it is not
  door     INTEGER REFERENCES lezing (nr) -- the reading that held it again, or lacked it
) STRICT;

CREATE INDEX vorige_nummer ON vorige (nummer) WHERE nummer IS NOT NULL;

-- What stays of a zaak when its content is erased: for the register of doubt and the figures, of nobody.
CREATE TABLE nalatenschap (
  nr      INTEGER PRIMARY KEY,
  json    TEXT NOT NULL
) STRICT;

DROP INDEX zaak_radar;
UPDATE zaak SET open = 1 WHERE open = 2;

-- A file that comes once more says nothing of a later moment.
CREATE INDEX lezing_bestand ON lezing (sha256);
