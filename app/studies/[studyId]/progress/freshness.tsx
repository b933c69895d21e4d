"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { translator } from "@/lib/i18n/translator";

/** An answer is on the page within five seconds: the question, the answer and the drawing included. */
const EVERY_MS = 3_500;
/** Forecasts and "under way" move with the clock, even when nobody answers. */
const DRAWN_ANEW_MS = 60_000;

type Known =
  | { readonly kind: "fresh"; readonly time: string }
  | { readonly kind: "lost" | "paused"; readonly time: string };

/**
 * Keeps the page fresh while it is seen, and says when it last was. A cheap question every few
 * seconds; the page is drawn anew, in place, only after an answer. A hidden tab asks nothing.
 */
export function Freshness({ pulsePath, readAt }: { pulsePath: string; readAt: number }) {
  const router = useRouter();
  const [known, setKnown] = useState<Known | null>(null);
  const drawn = useRef(readAt);
  drawn.current = Math.max(drawn.current, readAt);

  useEffect(() => {
    let etag: string | null = null;
    let isAsking = false;
    const setFresh = () => setKnown({ kind: "fresh", time: clock(Date.now()) });
    const setOff = (kind: "lost" | "paused") =>
      setKnown((before) =>
        before?.kind === kind ? before : { kind, time: before?.time ?? clock(Date.now()) },
      );
    const ask = async () => {
      if (document.visibilityState === "hidden") return setOff("paused");
      if (isAsking) return;
      isAsking = true;
      try {
        // no-store: the browser would otherwise turn a 304 into a 200 from its own cache.
        const response = await fetch(pulsePath, {
          cache: "no-store",
          headers: etag === null ? {} : { "If-None-Match": etag },
          signal: AbortSignal.timeout(10_000),
        });
        if (!response.ok && response.status !== 304) throw new Error(String(response.status));
        const isNew = response.status === 200 && etag !== null;
        etag = response.headers.get("etag") ?? etag;
        if (isNew || Date.now() - drawn.current > DRAWN_ANEW_MS) {
          drawn.current = Date.now();
          router.refresh();
        }
        setFresh();
      } catch {
        setOff("lost");
      } finally {
        isAsking = false;
      }
    };
    void ask();
    const timer = setInterval(ask, EVERY_MS);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [pulsePath, router]);

  const t = translator("progress");
  const sentence = {
    fresh: t("freshAt", { time: known?.time ?? clock(readAt) }),
    lost: t("freshLost", { time: known?.time ?? "" }),
    paused: t("freshPaused", { time: known?.time ?? "" }),
  }[known?.kind ?? "fresh"];
  return (
    <p
      className={`text-sm tabular-nums ${known?.kind === "lost" ? "font-medium text-warning" : "text-ink-soft"}`}
      data-freshness={known?.kind ?? "drawn"}
    >
      {sentence}
    </p>
  );
}

function clock(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(11, 19)} UTC`;
}
