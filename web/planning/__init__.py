"""The clock of a case: its days, its reminders, the calendar they rest on."""
