"""The sections of a report, a module each: `write(study)` gives its HTML, or None where the result has nothing on it."""
