"""Watches over the sources: alarms for administrators, figures for a monitor."""
