import { assets } from "../../_screens/assets";

/** The script of respondents' pages, under the hash of what it says: a browser asks for it once. */
export async function GET(
  _request: Request,
  { params }: { readonly params: Promise<{ file: string }> },
): Promise<Response> {
  const { file } = await params;
  const { script } = assets();
  if (file !== script.name) return new Response(null, { status: 404 });
  return new Response(script.text, {
    headers: {
      "Content-Type": "text/javascript; charset=utf-8",
      "Cache-Control": "public, max-age=31536000, immutable",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
