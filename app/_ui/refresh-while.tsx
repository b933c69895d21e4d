"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Draws the page anew at an interval for as long as it is shown: long work reports itself. */
export function RefreshWhile({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
