"""Sources for tests, written by us from what the standard says: a feed, linked sheets, a list of a charity."""

import csv
import json
from pathlib import Path
from typing import Any


def raw(number: int = 1, **facts: Any) -> dict[str, Any]:
    """One record of an Open Referral UK 1.0 feed as a council publishes it in its list."""
    return {
        "id": f"738f94e0-aa6c-6a5c-2395-{number:012d}",
        "name": f"Service {number}",
        "description": f"<p>What happens at {number} &amp; why.</p><ul><li>Tea</li></ul>",
        "url": "https://kettle.example.net/",
        "email": "hello@kettle.example.net",
        "status": "active",
        "fees": "",
        "attending_type": "",
        "attending_access": "",
        "assured_date": "2026-09-01",
        "organization": {
            "id": f"20da2f9a-59de-622c-3b63-{number % 7:012d}",
            "name": f"Organisation {number % 7}",
            "description": "",
            "url": "",
        },
        "pc_targetAudience": [],
        **facts,
    }


def feed(folder: Path, records: list[dict[str, Any]], name: str = "council.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


def sheet(path: Path, rows: list[dict[str, Any]]) -> Path:
    headings = list(dict.fromkeys(key for row in rows for key in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(rows)
    return path


def workbook(folder: Path) -> Path:
    """Three services of two organisations at two locations, in sheets that are linked by their ID columns."""
    folder.mkdir()
    sheet(
        folder / "organisation.csv",
        [
            {"ID*": "o1", "Name*": "Kettle & Chat", "Description*": "No description available", "URL*": "http://example.com"},
            {"ID*": "o2", "Name*": "Mill Hall", "Description*": "A hall for all.", "URL*": "https://mill.example.net"},
        ],
    )
    sheet(
        folder / "location.csv",
        [
            {
                "ID*": "l1",
                "Address Line 1*": "4 Mill Lane",
                "Address Line 2": "",
                "Address Line 3": "",
                "City*": "Taunton",
                "County*": "Somerset",
                "Postcode*": "ta11qt",
            },
            {
                "ID*": "l2",
                "Address Line 1*": "The Hall",
                "Address Line 2": "High Street",
                "Address Line 3": "Behind the church",
                "City*": "Wells",
                "County*": "Somerset",
                "Postcode*": "XX99 9XX",
            },
        ],
    )
    sheet(
        folder / "service.csv",
        [
            {
                "ID*": "s1",
                "Organisation ID*": "o1",
                "Name*": "Tuesday Table",
                "Status*": "active",
                "Intro*": "",
                "Description*": "**Company** and a [cake](https://cake.example.net).\n\n#Access information\nLift to all floors",
                "Is Free*": "Yes",
                "Fees Text": "",
                "URL*": "http://example.com",
                "Critera - Age Group": "18+",
            },
            {
                "ID*": "s2",
                "Organisation ID*": "o2",
                "Name*": "Scouts",
                "Status*": "active",
                "Intro*": "Knots.",
                "Description*": "Knots and fires.",
                "Is Free*": "No",
                "Fees Text": "£2",
                "URL*": "mill.example.net/scouts",
                "Critera - Age Group": "6 years - 14 years",
            },
            {
                "ID*": "s3",
                "Organisation ID*": "o2",
                "Name*": "Choir",
                "Status*": "active",
                "Intro*": "Sing.",
                "Description*": "Sing.",
                "Is Free*": "Yes",
                "Fees Text": "",
                "URL*": "",
                "Critera - Age Group": "mostly grown-ups",
            },
        ],
    )
    sheet(
        folder / "service-location.csv",
        [
            {"Service ID*": "s1", "Location ID*": "l1"},
            {"Service ID*": "s2", "Location ID*": "l1"},
            {"Service ID*": "s2", "Location ID*": "l2"},
            {"Service ID*": "s3", "Location ID*": ""},
        ],
    )
    return folder
