"use client";

import { useEffect } from "react";
import { translator } from "@/lib/i18n/translator";

/**
 * While a form holds changes nobody saved, asks before they are lost: by reloading or closing the
 * page, by a link, by Back and Forward (where the browser lets a page ask), and by a form that leaves
 * the page, such as signing out (`data-leaves-page`).
 */
export function useLeaveGuard(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const mayLeave = () => window.confirm(translator("common")("leaveUnsaved"));
    const askAtUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    // A link within the app unloads nothing; it is asked about before its click takes effect.
    const askAtClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      const staysHere =
        !(link instanceof HTMLAnchorElement) ||
        link.target === "_blank" ||
        link.getAttribute("href")?.startsWith("#") ||
        event.ctrlKey ||
        event.metaKey ||
        event.shiftKey;
      if (staysHere || mayLeave()) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const askAtSubmit = (event: SubmitEvent) => {
      const leaves = event.target instanceof HTMLElement && event.target.dataset.leavesPage;
      if (leaves === undefined || leaves === false || mayLeave()) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const askAtTraversal = (event: NavigateEvent) => {
      if (event.navigationType !== "traverse" || !event.cancelable || mayLeave()) return;
      event.preventDefault();
    };
    // Browsers before 2026 may lack it.
    const navigation = "navigation" in window ? window.navigation : undefined;
    window.addEventListener("beforeunload", askAtUnload);
    document.addEventListener("click", askAtClick, true);
    document.addEventListener("submit", askAtSubmit, true);
    navigation?.addEventListener("navigate", askAtTraversal);
    return () => {
      window.removeEventListener("beforeunload", askAtUnload);
      document.removeEventListener("click", askAtClick, true);
      document.removeEventListener("submit", askAtSubmit, true);
      navigation?.removeEventListener("navigate", askAtTraversal);
    };
  }, [isChanged]);
}
