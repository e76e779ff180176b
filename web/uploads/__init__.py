"""Files that people hand in: read bounded, known by content, kept, given back.

A view reads and a service keeps, so that what is refused leaves nothing behind::

    upload = read_upload()                        # web.uploads.forms; None: no file
    kept = keep(folder(), upload)                 # web.uploads.keeping; in the service
    row.file = row_of(kept)                       # {} for none
    return send_kept(row.file)                    # an attachment, or 404

Nothing is opened but the list of names in a zip.
"""
