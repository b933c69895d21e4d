/** The headers of a file that a signed-in page hands out. */
export function fileHeaders(type: string, name: string): Record<string, string> {
  return {
    "Content-Type": type,
    // Nothing in a name can end the quotes or reach another folder.
    "Content-Disposition": `attachment; filename="${name.replaceAll(/[^\w.-]/g, "-")}"`,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
  };
}
