"use client";

import { useRouter } from "next/navigation";
import { Button } from "./button";

/** Offered where a form was refused for what somebody else saved: draws the page from what is stored. */
export function LoadStored({ words, onLoad }: { words: string; onLoad: () => void }) {
  const router = useRouter();
  return (
    <div>
      <Button
        onClick={() => {
          onLoad();
          router.refresh();
        }}
      >
        {words}
      </Button>
    </div>
  );
}
