"""The 80 invented organisations of Marlshire, of every sector and size, and what each runs in which town.

A line of `runs` names a kind of service (services.toml) and the towns where the organisation runs it.
None of them stands for a real organisation.
"""

from typing import NamedTuple


class Invented(NamedTuple):
    """One invented organisation. `kind` tells charities, groups, faith groups and social enterprises apart."""

    name: str
    sector: str
    kind: str
    town: str
    about: str
    runs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    people: int = 0


MAIN = ("Ottersford", "Eastmere", "Quillingham", "Stanmarle")
WEST = ("Ottersford", "Nether Marl", "Harrow Green", "Upper Marl", "Long Tolling")
EAST = ("Eastmere", "Brackwick", "Fennick", "Marlmouth", "Sallowby")
SOUTH = ("Quillingham", "Withy Cross", "Tolling St Anne", "Stanmarle", "Hobbleden")

COORDINATOR = "Marlshire Voluntary Action"
LEAD_OF_CARE = "Marlshire Care Alliance"
LEAD_OF_FAMILIES = "Marlshire Families Together"

ORGANISATIONS: tuple[Invented, ...] = (
    Invented(COORDINATOR, "voluntary", "charity", "Ottersford", "We hold together the voluntary groups of Marlshire.", (("volunteering", MAIN), ("digital", ("Ottersford",)))),
    Invented(LEAD_OF_CARE, "voluntary", "charity", "Eastmere", "Charities for adults' health and care, working as one.", (("homefromhospital", MAIN), ("illness", ("Ottersford", "Eastmere", "Quillingham")))),
    Invented(LEAD_OF_FAMILIES, "voluntary", "charity", "Quillingham", "Groups for children, young people and families, working as one.", (("holiday", MAIN), ("youngcarers", ("Eastmere", "Quillingham")))),
    Invented("Harrow Green Befrienders", "voluntary", "charity", "Harrow Green", "Volunteers who ring and visit people who are alone.", (("befriending", WEST), ("visiting", ("Harrow Green", "Ottersford", "Nether Marl")))),
    Invented("Kettle & Chat", "voluntary", "community", "Ottersford", "A group of volunteers with a long table.", (("coffee", ("Ottersford", "Nether Marl")), ("craft", ("Ottersford",)))),
    Invented("The Repair Shed, Ottersford", "voluntary", "community", "Ottersford", "A workshop run by those who use it.", (("shed", ("Ottersford",)),)),
    Invented("Nether Marl Good Neighbours", "voluntary", "community", "Nether Marl", "Thirty neighbours and one telephone.", (("neighbours", ("Nether Marl",)), ("lifts", ("Nether Marl",)))),
    Invented("Orchard Family Centre", "voluntary", "charity", "Long Tolling", "A centre for families, from the first scan to the first job.", (("babies", ("Long Tolling", "Upper Marl", "Withy Cross")), ("soup", ("Long Tolling",)), ("newparents", ("Long Tolling",)), ("homework", ("Long Tolling",)))),
    Invented("Eastmere Lunch Club", "voluntary", "community", "Eastmere", "Lunch for older people, cooked by older people.", (("lunch", ("Eastmere",)),)),
    Invented("Wheels for All", "voluntary", "social_enterprise", "Eastmere", "Small buses, volunteer cars and scooters to borrow.", (("lifts", ("Eastmere", "Brackwick", "Fennick", "Ottersford")), ("bus", ("Eastmere", "Sallowby", "Marlmouth")), ("scooters", MAIN))),
    Invented("Stanmarle Foodshare", "voluntary", "charity", "Stanmarle", "Food for those who have none, and from those who have too much.", (("foodbank", ("Stanmarle", "Hobbleden")), ("pantry", ("Stanmarle",)))),
    Invented("Long Tolling Village Hall", "voluntary", "community", "Long Tolling", "The hall, its committee and its roof.", (("hall", ("Long Tolling",)), ("chair", ("Long Tolling",)))),
    Invented("Advice Marlshire", "voluntary", "charity", "Ottersford", "Free advice on money, work, home and rights.", (("debt", ("Ottersford", "Eastmere", "Quillingham", "Stanmarle", "Marlmouth")), ("benefits", ("Ottersford", "Eastmere", "Quillingham", "Long Tolling")), ("law", MAIN))),
    Invented("Marlshire Home Trust", "voluntary", "charity", "Eastmere", "We help people to keep a home or find one.", (("housing", MAIN), ("nightshelter", ("Eastmere", "Ottersford")))),
    Invented("The Rowan Trust", "voluntary", "charity", "Ottersford", "Safety and a new start for those who are hurt at home.", (("refuge", ("Ottersford",)), ("abuse", MAIN))),
    Invented("Marlshire Carers", "voluntary", "charity", "Quillingham", "For everyone who looks after somebody.", (("carers", ("Ottersford", "Eastmere", "Quillingham", "Stanmarle", "Long Tolling", "Fennick")), ("youngcarers", ("Ottersford",)))),
    Invented("Marlshire Mind Matters", "voluntary", "charity", "Ottersford", "Talking, walking and a place to come to in the evening.", (("counselling", MAIN), ("anxiety", ("Ottersford", "Stanmarle")), ("crisis", ("Ottersford", "Eastmere")))),
    Invented("Remember Together", "voluntary", "charity", "Stanmarle", "For people with dementia and those who love them.", (("dementia", ("Stanmarle", "Ottersford", "Eastmere", "Tolling St Anne", "Marlmouth")),)),
    Invented("Marl Vale Hospice", "voluntary", "charity", "Quillingham", "Care at the end of life, mostly at home.", (("endoflife", ("Quillingham", "Ottersford")), ("bereaved", ("Quillingham", "Ottersford", "Eastmere")))),
    Invented("The Turning Bridge", "voluntary", "charity", "Eastmere", "Help to drink less, use less or stop.", (("alcohol", MAIN),)),
    Invented("Hear Here", "voluntary", "charity", "Ottersford", "For people who are deaf or losing their hearing.", (("deaf", ("Ottersford", "Eastmere", "Quillingham", "Long Tolling")),)),
    Invented("Marlshire Sight", "voluntary", "charity", "Eastmere", "For people who see little or nothing.", (("sight", MAIN),)),
    Invented("Friday Friends", "voluntary", "charity", "Quillingham", "Run by people with a learning disability.", (("learningdisability", ("Quillingham", "Ottersford", "Fennick")),)),
    Invented("Spectrum Tables", "voluntary", "community", "Ottersford", "Autistic adults who meet quietly.", (("autism", ("Ottersford", "Eastmere")),)),
    Invented("Breathe Easy Marl", "voluntary", "community", "Nether Marl", "For people with bad lungs and good humour.", (("illness", ("Nether Marl", "Upper Marl")),)),
    Invented("Welcome Marlshire", "voluntary", "charity", "Eastmere", "For people who are new to the country.", (("refugees", ("Eastmere", "Ottersford")), ("english", ("Eastmere", "Ottersford", "Quillingham", "Stanmarle")))),
    Invented("Read Easy Otterdale", "voluntary", "community", "Ottersford", "One to one reading with adults.", (("reading", ("Ottersford", "Long Tolling")),)),
    Invented("Growing Together", "voluntary", "social_enterprise", "Upper Marl", "Allotments, a nursery and a veg box.", (("allotment", ("Upper Marl", "Ottersford", "Quillingham")), ("pantry", ("Upper Marl",)))),
    Invented("Friends of Weir Park", "voluntary", "community", "Ottersford", "Volunteers who look after the park by the weir.", (("park", ("Ottersford",)), ("walk", ("Ottersford",)))),
    Invented("Friends of Fennick Marsh", "voluntary", "community", "Fennick", "Paths, hides and hedges.", (("park", ("Fennick",)),)),
    Invented("Otterdale Singers", "voluntary", "community", "Ottersford", "A choir without auditions.", (("choir", ("Ottersford", "Harrow Green")),)),
    Invented("Brackwick Voices", "voluntary", "community", "Brackwick", "Singing on a Thursday.", (("choir", ("Brackwick",)),)),
    Invented("Knit and Natter, Sallowby", "voluntary", "community", "Sallowby", "Wool, tea and news.", (("craft", ("Sallowby",)),)),
    Invented("Tolling St Anne Community Shop", "voluntary", "social_enterprise", "Tolling St Anne", "The shop that the village bought.", (("coffee", ("Tolling St Anne",)), ("pantry", ("Tolling St Anne",)))),
    Invented("Withy Cross Library Friends", "voluntary", "community", "Withy Cross", "We keep the library open.", (("storytime", ("Withy Cross",)), ("digital", ("Withy Cross",)), ("homework", ("Withy Cross",)))),
    Invented("Hobbleden Community Library", "voluntary", "community", "Hobbleden", "Run by volunteers since the county could not.", (("storytime", ("Hobbleden",)), ("coffee", ("Hobbleden",)), ("craft", ("Hobbleden",)))),
    Invented("Marlmouth Lifeboat Hall Trust", "voluntary", "charity", "Marlmouth", "The old lifeboat hall, for everyone.", (("hall", ("Marlmouth",)), ("lunch", ("Marlmouth",)), ("chair", ("Marlmouth",)))),
    Invented("Upper Marl Village Hall", "voluntary", "community", "Upper Marl", "A small hall with a good kitchen.", (("hall", ("Upper Marl",)), ("coffee", ("Upper Marl",)))),
    Invented("Fennick Community Hall", "voluntary", "community", "Fennick", "Rooms on the green.", (("hall", ("Fennick",)), ("babies", ("Fennick",)), ("craft", ("Fennick",)))),
    Invented("St Anne's with St Bride's", "voluntary", "faith", "Tolling St Anne", "Two churches and an open door.", (("faith", ("Tolling St Anne",)), ("bereaved", ("Tolling St Anne",)))),
    Invented("Ottersford Minster", "voluntary", "faith", "Ottersford", "An old building with warm feet.", (("faith", ("Ottersford",)), ("foodbank", ("Ottersford",)), ("carers", ("Ottersford",)))),
    Invented("Eastmere Islamic Centre", "voluntary", "faith", "Eastmere", "Prayer, classes and a kitchen for all.", (("soup", ("Eastmere",)), ("foodbank", ("Eastmere",)), ("english", ("Eastmere",)))),
    Invented("Gurdwara Sahib Quillingham", "voluntary", "faith", "Quillingham", "Everybody eats together.", (("soup", ("Quillingham",)), ("faith", ("Quillingham",)))),
    Invented("Stanmarle Methodist Circuit", "voluntary", "faith", "Stanmarle", "Chapels with kettles.", (("coffee", ("Stanmarle", "Hobbleden")), ("babies", ("Stanmarle",)), ("lunch", ("Stanmarle",)))),
    Invented("Marlshire Youth Action", "voluntary", "charity", "Quillingham", "Clubs, trips and somebody to talk to.", (("youth", ("Quillingham", "Ottersford", "Stanmarle", "Brackwick", "Long Tolling")), ("jobs", ("Quillingham",)))),
    Invented("The Loft, Eastmere", "voluntary", "community", "Eastmere", "Young people run the music.", (("youth", ("Eastmere",)),)),
    Invented("Baby Steps Otterdale", "voluntary", "community", "Ottersford", "Parents who help parents.", (("babies", ("Ottersford", "Nether Marl", "Harrow Green")), ("breastfeeding", ("Ottersford", "Long Tolling")))),
    Invented("Milk and Chat East", "voluntary", "community", "Eastmere", "Feeding support by mothers.", (("breastfeeding", ("Eastmere", "Marlmouth")),)),
    Invented("Dads Together Marlshire", "voluntary", "community", "Quillingham", "Saturday mornings with dads.", (("football", ("Quillingham",)), ("babies", ("Quillingham",)))),
    Invented("Walking Football Marl", "voluntary", "community", "Nether Marl", "No running.", (("football", ("Nether Marl", "Eastmere", "Ottersford")),)),
    Invented("Marlshire Active", "voluntary", "charity", "Stanmarle", "Moving more, each in their own way.", (("chair", ("Ottersford", "Eastmere", "Stanmarle", "Quillingham")), ("walk", ("Stanmarle", "Eastmere", "Quillingham", "Long Tolling", "Marlmouth")))),
    Invented("Dolphins Swim Club for All", "voluntary", "community", "Eastmere", "A warm pool and a hoist.", (("swim", ("Eastmere", "Quillingham")),)),
    Invented("Marlshire Veterans", "voluntary", "charity", "Brackwick", "For those who served, and their families.", (("veterans", ("Brackwick", "Ottersford", "Quillingham")),)),
    Invented("Rainbow Marlshire", "voluntary", "community", "Ottersford", "For LGBT+ people of every age.", (("pride", ("Ottersford", "Eastmere")),)),
    Invented("Warm Homes Marlshire", "voluntary", "social_enterprise", "Stanmarle", "Warm, dry and affordable homes.", (("fuel", MAIN), ("handyman", ("Stanmarle",)))),
    Invented("Handy Neighbours", "voluntary", "social_enterprise", "Eastmere", "Small jobs by people you can trust.", (("handyman", ("Eastmere", "Ottersford", "Fennick")),)),
    Invented("Quillingham Pantry", "voluntary", "community", "Quillingham", "A fridge on the high street.", (("pantry", ("Quillingham",)), ("foodbank", ("Quillingham",)))),
    Invented("Marlmouth Foodbank", "voluntary", "charity", "Marlmouth", "Food and a listening ear.", (("foodbank", ("Marlmouth",)),)),
    Invented("Men in Sheds Stanmarle", "voluntary", "community", "Stanmarle", "Women too, these days.", (("shed", ("Stanmarle",)),)),
    Invented("Benches and Brews", "voluntary", "community", "Fennick", "A workshop in the old forge.", (("shed", ("Fennick", "Quillingham")),)),
    Invented("Long Tolling Lunches", "voluntary", "community", "Long Tolling", "Two courses and company.", (("lunch", ("Long Tolling", "Harrow Green")),)),
    Invented("Withy Cross Good Neighbours", "voluntary", "community", "Withy Cross", "Anything that a good neighbour would do.", (("neighbours", ("Withy Cross",)), ("lunch", ("Withy Cross",)))),
    Invented("Sallowby Community Car", "voluntary", "community", "Sallowby", "Six drivers and a diary.", (("lifts", ("Sallowby",)), ("neighbours", ("Sallowby",)))),
    Invented("Marl Vale Befriending", "voluntary", "charity", "Quillingham", "Company by phone and at the door.", (("befriending", SOUTH), ("visiting", ("Quillingham", "Stanmarle", "Withy Cross", "Hobbleden")))),
    Invented("East Marl Telephone Friends", "voluntary", "community", "Brackwick", "Somebody rings.", (("befriending", EAST),)),
    Invented("Marlshire Computer Pals", "voluntary", "community", "Eastmere", "Patient people with phones.", (("digital", ("Eastmere", "Quillingham", "Stanmarle", "Long Tolling", "Marlmouth")),)),
    Invented("The Job Room", "voluntary", "social_enterprise", "Eastmere", "Work, and getting ready for it.", (("jobs", ("Eastmere", "Ottersford", "Stanmarle")),)),
    Invented("Marlshire County Council", "council", "other", "Ottersford", "The council for the whole county.", (("library", (*WEST, *EAST, "Quillingham")), ("storytime", MAIN), ("reading", ("Quillingham",)))),
    Invented("Otterdale District Council", "council", "other", "Ottersford", "The council for Otterdale.", (("housing", ("Nether Marl", "Long Tolling")), ("benefits", ("Nether Marl",)))),
    Invented("Eastmere Borough Council", "council", "other", "Eastmere", "The council for Eastmere and around.", (("housing", ("Brackwick", "Marlmouth")), ("park", ("Eastmere",)))),
    Invented("Marl Vale District Council", "council", "other", "Quillingham", "The council for Marl Vale.", (("benefits", ("Stanmarle", "Withy Cross")), ("park", ("Quillingham",)))),
    Invented("Ottersford Town Council", "council", "other", "Ottersford", "Markets, benches and the clock.", (("allotment", ("Ottersford",)),)),
    Invented("Otterdale Primary Care Network", "health", "other", "Ottersford", "Six surgeries working together.", (("socialprescribing", WEST), ("walk", ("Nether Marl",)))),
    Invented("East Marl Primary Care Network", "health", "other", "Eastmere", "Five surgeries working together.", (("socialprescribing", EAST),)),
    Invented("Marl Vale Primary Care Network", "health", "other", "Quillingham", "Seven surgeries working together.", (("socialprescribing", SOUTH),)),
    Invented("Marlshire Hospitals NHS Trust", "health", "other", "Eastmere", "The hospitals at Eastmere and Ottersford.", (("homefromhospital", ("Brackwick",)),)),
    Invented("Marlshire Community and Mental Health NHS Trust", "health", "other", "Stanmarle", "Care near home, for body and mind.", (("anxiety", ("Eastmere", "Quillingham")), ("newparents", ("Eastmere",)), ("alcohol", ("Marlmouth",)))),
    Invented("Marlshire Fire and Rescue", "public", "other", "Ottersford", "Safe and well visits.", (("fuel", ("Long Tolling",)),)),
    Invented("Marlshire Housing Association", "public", "other", "Stanmarle", "Four thousand homes.", (("jobs", ("Withy Cross",)), ("digital", ("Hobbleden",)))),
    Invented("The Weir Café", "business", "other", "Ottersford", "A café that gives its room away on Tuesdays.", (("coffee", ("Harrow Green",)),)),
)
