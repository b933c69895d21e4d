import { expect, it } from "vitest";
import { readTextFile } from "./text-file";

const utf16 = (text: string) => Buffer.from(text, "utf16le");

it("reads UTF-8 and UTF-16, with a mark or without", () => {
  const text = "Nr\tBezeichnung\n1\tÄpfel";
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    utf16(`\ufeff${text}`),
    utf16(text),
    utf16(`\ufeff${text}`).swap16(),
    utf16(text).swap16(),
  ]) {
    expect(readTextFile(bytes).text).toBe(text);
  }
});

it("says what a file is that is no text, and guesses at no code page", () => {
  const zip = (name: string) => Buffer.from(`PK\u0003\u0004\u0014\0${name}\0`);
  const kind = (bytes: Uint8Array) => {
    const read = readTextFile(bytes);
    return read.text === null ? read.foreign : read.text;
  };
  expect(kind(zip("[Content_Types].xml xl/workbook.xml"))).toBe("workbook");
  expect(kind(zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"))).toBe("workbook");
  expect(kind(zip("word/document.xml"))).toBe("document");
  expect(kind(zip("photo.jpg"))).toBe("packed");
  expect(kind(Buffer.from("d0cf11e0a1b11ae1", "hex"))).toBe("workbook");
  expect(kind(Buffer.from("%PDF-1.7"))).toBe("pdf");
  expect(kind(Buffer.from("{\\rtf1\\ansi Alpha\\par Beta}"))).toBe("document");
  for (const page of ["<!DOCTYPE html>\n<p>", "\ufeff<html lang=en>", "<table><tr><td>Alpha"]) {
    expect(kind(Buffer.from(page))).toBe("page");
  }
  const excel = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook>';
  expect(kind(Buffer.from(excel))).toBe("workbook");
  for (const text of ["<b>Alpha</b>\nBeta", "{Alpha}", "<tablet>"]) {
    expect(kind(Buffer.from(text))).toBe(text);
  }
  expect(kind(Buffer.from("ab\0c"))).toBe("binary");
  expect(kind(Buffer.from("Äpfel", "latin1"))).toBeNull();
});
