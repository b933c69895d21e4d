import { NotFound } from "@/lib/errors";
import { assets } from "../_screens/assets";
import type { Answering } from "./exchange";
import { answering } from "./respond";

/** The script of respondents' pages, under the hash of what it says: a browser asks for it once. */
export const sendScript: Answering = (asked, { file }) =>
  answering({ asked }, async () => {
    const { script } = assets();
    if (file !== script.name) throw new NotFound("script");
    return {
      status: 200,
      headers: {
        "Content-Type": "text/javascript; charset=utf-8",
        "Cache-Control": "public, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff",
      },
      body: script.text,
    };
  });
