"""Writes decade.csv: 127 placeholder firms whose premium and cover add up to a mean year of 2011-2020.

    python scenarios/ic/decade_table.py > scenarios/ic/decade.csv
"""

CLUSTERS = 8
COLUMNS = "name,sector,cluster,type,property,interruption,stock,premium,deductible,limit,waiting_days,tools,cycle_days"

# type, firms, cover of one in CNY m, rate in per mille of cover, tools, parts of cover: property, interruption, stock;
# deductible in CNY m, waiting days, days in process
CLASSES = [
    ("fab", 1, 50_000, 0.42, 1400, (0.85, 0.10, 0.05), 25, 14, 50),  # of the size and the rate of SK Hynix Wuxi
    ("fab", 4, 25_000, 0.60, 700, (0.85, 0.10, 0.05), 12.5, 14, 50),
    ("fab", 7, 10_000, 0.80, 300, (0.85, 0.10, 0.05), 5, 14, 50),
    ("fab", 12, 4_000, 1.00, 120, (0.85, 0.10, 0.05), 2, 14, 50),
    ("packaging", 6, 3_000, 0.80, 0, (0.70, 0.20, 0.10), 1, 7, 15),
    ("packaging", 24, 750, 0.80, 0, (0.70, 0.20, 0.10), 0.5, 7, 15),
    ("materials", 8, 1_000, 1.20, 0, (0.75, 0.15, 0.10), 0.5, 7, 10),
    ("materials", 32, 250, 1.20, 0, (0.75, 0.15, 0.10), 0.2, 7, 10),
    ("design", 13, 500, 1.00, 0, (0.40, 0.50, 0.10), 0.1, 7, 0),
    ("design", 20, 175, 1.00, 0, (0.40, 0.50, 0.10), 0.1, 7, 0),
]

print("# Placeholders, not data of any firm. Made by decade_table.py; README.md says how.")
print(COLUMNS)
number = {}
for kind, firms, cover, rate, tools, parts, deductible, waiting, cycle in CLASSES:
    for _ in range(firms):
        number[kind] = number.get(kind, 0) + 1
        cluster = (number[kind] - 1) % CLUSTERS + 1
        property_, interruption, stock = (f"{round(cover * part * 1000)}k" for part in parts)
        print(f"{kind.capitalize()} {number[kind]:02} (placeholder),integrated_circuits,Park {cluster},{kind},"
              f"{property_},{interruption},{stock},{round(cover * rate)}k,{deductible}m,{cover}m,{waiting},"
              f"{tools},{cycle}")
