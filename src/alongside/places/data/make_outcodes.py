"""Makes outcodes.csv beside this file: `python make_outcodes.py MEANS.csv`.

MEANS.csv has one row per outward code with the columns outcode, latitude and longitude: the mean of the points of its
full postcodes, worked out from open data of Ordnance Survey, Royal Mail and the Office for National Statistics.
Three decimals (about 100 metres) are as much as a mean of a whole outward code can honestly say.
"""

import csv
import sys
from pathlib import Path


def main(source: Path, target: Path) -> int:
    """Write the table and return how many outward codes it has."""
    with source.open(newline="", encoding="utf-8") as lines:
        rows = sorted((r["outcode"], float(r["latitude"]), float(r["longitude"])) for r in csv.DictReader(lines))
    with target.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("outcode", "latitude", "longitude"))
        writer.writerows((code, f"{latitude:.3f}", f"{longitude:.3f}") for code, latitude, longitude in rows)
    return len(rows)


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]), Path(__file__).with_name('outcodes.csv'))} outward codes\n")
