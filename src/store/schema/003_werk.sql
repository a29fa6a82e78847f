-- Undoing a reading, doubles, what is open, what must be erased when, and counting what VT found itself.

-- What rows of the day list were before a reading changed them. New rows need no copy: they just go.
CREATE TABLE daglijst_voor (
  nr         INTEGER PRIMARY KEY,
  lezing     INTEGER NOT NULL REFERENCES lezing (nr),  -- the reading that changed the row
  zaak       BLOB NOT NULL,
  volgorde   INTEGER NOT NULL,
  dag        TEXT NOT NULL,
  oud_lezing INTEGER NOT NULL,
  verdwenen  INTEGER NOT NULL,
  gegevens   BLOB                                      -- none: the reading left the content alone
) STRICT;

CREATE INDEX daglijst_voor_lezing ON daglijst_voor (lezing);

-- The events that a reading caused, as places in the store; none for a reading of an earlier program.
ALTER TABLE lezing ADD COLUMN eerste INTEGER;
ALTER TABLE lezing ADD COLUMN laatste INTEGER;
ALTER TABLE lezing ADD COLUMN teruggenomen INTEGER NOT NULL DEFAULT 0;

-- Projection: more of every zaak.
ALTER TABLE zaak ADD COLUMN opgegaan_in BLOB;                  -- the zaak in which this double went up
ALTER TABLE zaak ADD COLUMN open INTEGER NOT NULL DEFAULT 0;   -- 1: until closed, 2: for four weeks
ALTER TABLE zaak ADD COLUMN klaar INTEGER;                     -- since when its data are not needed
ALTER TABLE zaak ADD COLUMN twijfel INTEGER;                   -- when it was first tagged as twijfel
ALTER TABLE zaak ADD COLUMN hg_zelf INTEGER NOT NULL DEFAULT 0; -- HG, and police had not marked it

-- So that nobody is out of sight even if the journal could not be folded again.
UPDATE zaak SET open = CASE tag WHEN 'hg' THEN 1 WHEN 'twijfel' THEN 1 WHEN 'radar' THEN 2 ELSE 0 END;

CREATE INDEX zaak_opgegaan ON zaak (opgegaan_in) WHERE opgegaan_in IS NOT NULL;
CREATE INDEX zaak_open ON zaak (getagd) WHERE open = 1;
CREATE INDEX zaak_radar ON zaak (getagd) WHERE open = 2;
CREATE INDEX zaak_klaar ON zaak (klaar) WHERE klaar IS NOT NULL;
CREATE INDEX zaak_twijfel ON zaak (twijfel) WHERE twijfel IS NOT NULL;
CREATE INDEX zaak_persoon_volgt ON zaak (persoon)
  WHERE persoon IS NOT NULL AND volgt = 1 AND opgegaan_in IS NULL;
DROP INDEX zaak_volgt;

-- Projection: meldingen that were joined, by the reading that brought them.
CREATE TABLE corv (
  event  INTEGER PRIMARY KEY REFERENCES event (seq),
  lezing BLOB NOT NULL,
  zaak   BLOB NOT NULL
) STRICT;

CREATE INDEX corv_lezing ON corv (lezing);

ALTER TABLE dagtelling ADD COLUMN hg_niet_politie INTEGER NOT NULL DEFAULT 0;

-- The new columns of a store that has a past are filled from its journal at the first opening.
INSERT INTO instelling (naam, waarde)
  SELECT 'projectie', 'opnieuw' WHERE EXISTS (SELECT 1 FROM event WHERE zaak IS NOT NULL);
