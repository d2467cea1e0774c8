"""Edit a Word file in LibreOffice, and print its text after all changes are accepted there: run by the system's Python.

uno_edits.py PROFILE SOURCE TARGET TRACKED EDITS: `EDITS` is a list of [kind, words, new words] as JSON.
"""

import json
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

NOT_WORDS = ("FP Number", "FP Call")


def property_of(name, value):
    """Make a property of LibreOffice."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connect(pipe):
    """Wait until LibreOffice answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def edit(document, kind, words, new):
    """Make one edit."""
    search = document.createSearchDescriptor()
    search.SearchString, search.SearchCaseSensitive = words, True
    found = document.findFirst(search)
    if found is None:
        raise SystemExit(f"not found: {words}")
    if kind == "replace":
        found.setString(new)
        return
    cursor = found.Text.createTextCursorByRange(found.Start)
    if kind == "split":
        cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        return
    cursor.gotoEndOfParagraph(False)
    if kind == "add":
        cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        cursor.Text.insertString(cursor, new, False)
    elif kind == "delete":
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.setString("")


def texts(container):
    """Yield the text of each paragraph without numbers and calls of notes."""
    enumeration = container.createEnumeration()
    while enumeration.hasMoreElements():
        one = enumeration.nextElement()
        if one.supportsService("com.sun.star.text.TextTable"):
            for name in one.CellNames:
                yield from texts(one.getCellByName(name))
            continue
        yield said_by(one)


def said_by(container):
    """Return the words of a paragraph, or of a control in it."""
    portions = container.createEnumeration()
    said = ""
    while portions.hasMoreElements():
        portion = portions.nextElement()
        if portion.TextPortionType == "ContentControl":
            said += said_by(portion.ContentControl)
        elif portion.TextPortionType == "Text" and portion.CharStyleName not in NOT_WORDS:
            said += portion.String
    return said


def main(profile, source, target, tracked, edits):
    """Edit, save, accept all changes, and print the text."""
    pipe = f"focalpoint{time.time_ns()}"
    command = ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}"]
    process = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"], stderr=subprocess.DEVNULL)
    try:
        context = connect(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(f"file://{source}", "_blank", 0, (property_of("Hidden", True),))
        document.RecordChanges = tracked == "tracked"
        for one in json.loads(edits):
            edit(document, *one)
        document.storeToURL(f"file://{target}", (property_of("FilterName", "MS Word 2007 XML"),))
        dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        frame = document.CurrentController.Frame
        dispatcher.executeDispatch(frame, ".uno:AcceptAllTrackedChanges", "", 0, ())
        print(json.dumps(list(texts(document.Text))))
        document.close(True)
        desktop.terminate()
    finally:
        time.sleep(0.2)
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
