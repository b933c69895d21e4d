/** The screens as respondents will see them. */
export const preview = {
  previewTitle: "Preview",
  previewLead: "Every screen as respondents see it. Nothing is stored.",
  previewPhone: "Phone, 390 pixels wide",
  previewDesktop: "Desktop",
  previewWidth: "Width",
  previewScreens: "Screens",
  previewPrevious: "Previous screen",
  previewNext: "Next screen",
  previewNewTab: "Open it by itself",
  screen_welcome: "First screen",
  screen_task: "Task {number}",
  screen_done: "Last screen",
  "screen_screened-out": "Screened out",
  "screen_over-quota": "Quota full",
  screen_closed: "Study closed",
  previewTasksEmpty: "Choice tasks appear here once the study has items.",
} as const;
