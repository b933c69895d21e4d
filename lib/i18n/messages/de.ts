import type { RespondentMessages } from "./respondent-messages";

/** German, addressing with Sie. */
export const de: RespondentMessages = {
  interview: {
    start: "Beginnen",
    continue: "Weiter",
    back: "Zurück",
    language: "Sprache: {name}",
    errorPrefix: "Fehler: {title}",
    taskOf: "Vergleich {number, number} von {count, number}",
    screenOf: "Seite {number, number} von {count, number}",
    timeLeft:
      "{minutes, plural, =0 {noch weniger als eine Minute} one {noch etwa eine Minute} other {noch etwa # Minuten}}",
    duration:
      "{minutes, plural, =0 {Es dauert weniger als eine Minute.} one {Es dauert etwa eine Minute.} other {Es dauert etwa # Minuten.}}",
    comeBack:
      "Jede Seite wird gespeichert, sobald Sie auf „Weiter“ tippen oder klicken. Um später oder auf einem anderen Gerät fortzufahren, bewahren Sie die Adresse der Seite auf, auf der Sie gerade sind.",
    saving: "Wird gespeichert …",
    saved: "Gespeichert",
    trying: "Keine Verbindung. Es wird erneut versucht …",
    privacy:
      "Ihre Antworten werden ohne Ihren Namen, Ihre E-Mail- oder IP-Adresse oder Angaben zu Ihrem Gerät gespeichert.",
    definition: "Was das bedeutet",
    definitionOf: "({item})",
    chosen: "gewählt",
    items: "Was verglichen wird",
    sameItem:
      "„{item}“ ist jetzt sowohl als „{best}“ als auch als „{worst}“ gewählt. Bitte wählen Sie bei einem von beiden etwas anderes.",
    answerAs: "Antworten Sie so, wie diese Gruppe antworten würde: {cohort}",
    chooseFirst: "Wählen Sie zuerst etwas als „{label}“.",
    chooseThen: "Wählen Sie nun unter den übrigen etwas als „{label}“.",
    changeFirst: "Erste Wahl ändern",
    askTwoStep: "In zwei Schritten antworten",
    askTogether: "Beides auf einmal beantworten",
    optional: "Sie können auch ohne Antwort fortfahren.",
    cohortStays:
      "Von dieser Antwort hing ab, welche Fragen Sie erhalten. Sie kann daher nicht mehr geändert werden.",
    pointsFor: "Punkte für {item}",
    percentFor: "Prozent für {item}",
    date_day: "Tag",
    date_month: "Monat",
    date_year: "Jahr",
    dateBetween: "Ein Tag vom {earliest} bis zum {latest}.",
    dateFrom: "{earliest} oder später.",
    dateUntil: "{latest} oder früher.",
    total: "Summe",
    totalOf: "von {total, number}",
    left: "noch {off} zu vergeben",
    over: "{off} zu viel",
    exact: "die Summe stimmt",
    chosenOf: "{count} von {needed, number} gewählt",
    rescale: "Auf {total, number} umrechnen",
    rescaled:
      "Die Punkte ergeben jetzt zusammen {total, number}. Prüfen Sie sie und fahren Sie dann fort.",
    doneTitle: "Vielen Dank",
    doneSaved: "Ihre Antworten sind gespeichert. Sie können diese Seite schließen.",
    screenedOutTitle: "Vielen Dank für Ihr Interesse",
    overQuotaTitle: "Vielen Dank für Ihr Interesse",
    overQuotaUsual:
      "Aus Ihrer Gruppe haben bereits genügend Personen teilgenommen. Es gibt daher keine weiteren Fragen für Sie.",
    overQuotaAway:
      "Ihr Platz wurde während Ihrer Abwesenheit so lange frei gehalten, wie die Studie es vorsieht, und ist inzwischen vergeben. Was Sie gespeichert hatten, bleibt erhalten.",
    closedTitle: "Diese Studie ist beendet",
    closedText: "Sie nimmt keine Antworten mehr an. Was Sie gespeichert hatten, bleibt erhalten.",
    pausedTitle: "Diese Studie pausiert",
    pausedText:
      "Zurzeit kann niemand neu teilnehmen. Versuchen Sie es später noch einmal mit diesem Link.",
    notYetTitle: "Diese Studie ist noch nicht geöffnet",
    notYetText: "Sie beginnt am {moment}. Bitte verwenden Sie dann diesen Link.",
    opensUntil: "Sie können bis zum {moment} teilnehmen.",
    badLinkTitle: "Dieser Link ist unvollständig",
    badLinkText:
      "Öffnen Sie den ganzen Link so, wie Sie ihn erhalten haben. Führt er weiterhin hierher, wenden Sie sich bitte an die Person, von der Sie ihn haben.",
    tooManyStartsTitle: "Gerade beginnen sehr viele",
    begunTitle: "Dieser Link wurde bereits verwendet",
    begunText:
      "Mit diesem Link wurde bereits eine Befragung begonnen. Wenn es Ihre ist und sie noch nicht abgeschlossen ist, fahren Sie auf der Seite fort, auf der Sie aufgehört haben.",
    unsubscribeTitle: "Keine E-Mails mehr zu dieser Studie?",
    unsubscribeText: "Sie erhalten keine weiteren Einladungen oder Erinnerungen zu „{study}“.",
    unsubscribe: "Keine E-Mails mehr senden",
    unsubscribedTitle: "Sie erhalten keine E-Mails mehr",
    unsubscribedText:
      "Ihre Adresse ist von der Liste für „{study}“ gestrichen. Der Link in Ihrer E-Mail funktioniert weiter, falls Sie teilnehmen möchten.",
    takenBack: "Sie werden zurück zu {host} geleitet.",
    wayBack: "Zurück zu {host}",
    previewTitle: "Vorschau: Nichts wird gespeichert",
    testTitle: "Test: wird nicht gezählt",
    unavailableTitle: "Noch nicht gespeichert",
    unavailableText:
      "Der Server ist gerade ausgelastet. Es ist nichts verloren: Ihre Auswahl steht noch auf dieser Seite. Senden Sie sie mit der Schaltfläche noch einmal ab.",
    unavailableReadText:
      "Der Server ist gerade ausgelastet. Es ist nichts verloren; versuchen Sie es noch einmal.",
    again: "Noch einmal versuchen",
    unexpectedTitle: "Bei uns ist etwas schiefgegangen",
    unexpectedText:
      "Ihre Auswahl wurde möglicherweise nicht gespeichert, steht aber noch auf dieser Seite. Senden Sie sie mit der Schaltfläche noch einmal ab; sie wird nie doppelt gezählt.",
    unexpectedReadText: "Es ist nichts verloren; versuchen Sie es noch einmal.",
    notFoundTitle: "Unter dieser Adresse gibt es nichts",
    notFoundText: "Prüfen Sie, ob die Adresse vollständig kopiert wurde, bis zum letzten Zeichen.",
    refusedTitle: "Dies wurde nicht gespeichert",
    goOn: "Mit der Befragung fortfahren",
    tooLargeText: "Das Gesendete ist zu groß für dieses Formular.",
    wrongTypeText:
      "Hier kann nur ein Formular gelesen werden, das als application/x-www-form-urlencoded gesendet wird.",
    chooseAny: "Wählen Sie alles Zutreffende.",
    goesAlone:
      "„{option}“ lässt sich nicht mit anderen Antworten kombinieren. Lassen Sie bitte nur diese oder nur die anderen stehen.",
    otherText: "{option}: in Ihren eigenen Worten",
    otherPlaceholder: "In Ihren eigenen Worten",
    rankThem:
      "{last, plural, one {Geben Sie Ihrer Wahl die 1.} other {Geben Sie Ihrer ersten Wahl die 1, der nächsten die 2 und so weiter bis #.}}",
    placeOf: "Rang von {option}",
    unreached: "Noch nicht gespeichert. Es wird erneut versucht …",
    replaceStored: "Um stattdessen zu speichern, was Sie hier sehen, drücken Sie „{button}“.",
    keepStored: "Das Gespeicherte behalten",
    storedNothing: "keine Antwort",
    privacyController: "Verantwortlich",
    privacyContact: "Kontakt",
    privacyPurpose: "Wofür die Antworten verwendet werden",
    privacyRetention: "Wie lange sie gespeichert werden",
    privacyNotice: "Datenschutzhinweise lesen",
    privacyLink: "Mit ihnen wird gespeichert, was Ihr Link darüber sagt, woher Sie kommen.",
    privacyPanel:
      "Mit Ihren Antworten werden die Kennung, unter der Ihr Panel Sie führt, und die übrigen Angaben in dessen Link gespeichert; Ihr Name, Ihre E-Mail- und IP-Adresse und Ihr Gerät nicht.",
    privacyInvitation:
      "Diese Einladung ist persönlich: Ihre Antworten lassen sich mit Ihrer E-Mail-Adresse und den Angaben über Sie in der Einladungsliste verknüpfen. Ihre IP-Adresse und Ihr Gerät werden nicht gespeichert.",
  },
  answerErrors: {
    required: "Diese Angabe wird benötigt.",
    tooShort: "Bitte geben Sie mindestens {minimum, number} Zeichen ein.",
    tooLong: "Bitte geben Sie höchstens {maximum, number} Zeichen ein.",
    tooFew: "Es werden mindestens {minimum, number} benötigt.",
    tooMany: "Es sind höchstens {maximum, number} möglich.",
    tooLow: "Die Zahl muss mindestens {minimum, number} sein.",
    tooHigh: "Die Zahl darf höchstens {maximum, number} sein.",
    notANumber: "Bitte geben Sie eine Zahl ein.",
    invalid: "Dieser Wert gehört nicht zu den abgefragten.",
    unknownField:
      "Das Formular hat ein Feld gesendet, das nicht abgefragt wird. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal.",
    consentNeeded: "Bitte kreuzen Sie das Kästchen an, um zu beginnen.",
    chooseAnswer: "Bitte wählen Sie eine Antwort.",
    notOffered: "Diese Antwort steht nicht zur Auswahl. Bitte wählen Sie eine von diesen.",
    cohortStays:
      "Von dieser Antwort hing ab, welche Fragen Sie erhalten. Sie kann daher nicht mehr geändert werden, Ihre übrigen Antworten schon.",
    placeTaken:
      "Ihr Platz in dieser Studie gehört zu Ihrer vorherigen Antwort, und für die neue Antwort ist keiner mehr frei. Ihre erste Antwort bleibt bestehen.",
    choiceMissing: "Für „{label}“ ist noch nichts ausgewählt. Bitte wählen Sie einen Punkt.",
    notShown: "Das Gesendete steht nicht auf dieser Seite. Bitte wählen Sie hiervon etwas aus.",
    bestIsWorst:
      "Sie haben „{item}“ sowohl als „{best}“ als auch als „{worst}“ gewählt. Bitte wählen Sie bei einem von beiden etwas anderes.",
    chooseExactly:
      "Bitte wählen Sie {needed, number} aus. {chosen, plural, =0 {Noch nichts ist gewählt} one {# ist gewählt} other {# sind gewählt}}.",
    wholeNumber: "Bitte geben Sie eine ganze Zahl ab 0 ein, ohne Vorzeichen und Nachkommastellen.",
    percentageMissing: "Bitte geben Sie einen Prozentwert von 0 bis 100 ein.",
    sumTooLow:
      "Die Punkte ergeben zusammen {sum, number}: Von {total, number} sind noch {off, number} zu vergeben.",
    sumTooHigh:
      "Die Punkte ergeben zusammen {sum, number}: {off, number} mehr als {total, number}.",
    nothingToRescale:
      "Bitte vergeben Sie zuerst Punkte, mindestens einmal; danach lässt sich umrechnen.",
    notReached: "Diese Seite kommt erst später. Das Gesendete wurde nicht gespeichert.",
    interviewOver:
      "Ihre Antworten waren bereits abgegeben. Das jetzt Gesendete wurde nicht gespeichert.",
    studyClosed: "Die Studie ist beendet. Das jetzt Gesendete wurde nicht gespeichert.",
    tooManyStarts:
      "Von hier oder über diesen Link wurden zu viele Befragungen begonnen und nicht fortgesetzt. Es wurde nichts gespeichert. Bitte versuchen Sie es in {minutes, plural, one {einer Minute} other {# Minuten}} noch einmal.",
    studyPaused: "Die Studie pausiert. Bitte versuchen Sie es später noch einmal.",
    studyNotYetOpen:
      "Die Studie ist noch nicht geöffnet. Bitte versuchen Sie es später noch einmal.",
    linkNotComplete:
      "Dieser Link ist unvollständig. Bitte lassen Sie sich den ganzen Link von der Person geben, von der Sie ihn haben.",
    begunAlready: "Mit diesem Link wurde bereits eine Befragung begonnen.",
    chooseSome: "Bitte wählen Sie mindestens eine Antwort.",
    exclusiveWithOthers:
      "„{option}“ lässt sich nicht mit anderen Antworten kombinieren. Lassen Sie bitte nur diese oder nur die anderen stehen.",
    otherMissing:
      "Bitte sagen Sie in Ihren eigenen Worten, was es ist, oder wählen Sie eine andere Antwort.",
    otherNotChosen:
      "Sie haben neben „{option}“ etwas geschrieben. Bitte wählen Sie diese Antwort auch aus oder löschen Sie den Text.",
    rankNotOffered: "Bitte wählen Sie einen Rang von 1 bis {last} oder keinen.",
    rankTwice:
      "Rang {rank} ist schon an „{option}“ vergeben. Bitte vergeben Sie jeden Rang nur einmal.",
    rankGap: "Rang {missing} ist nicht vergeben. Bitte vergeben Sie die Ränge ab 1 ohne Lücke.",
    ranksMissing:
      "Bitte vergeben Sie jeden Rang von 1 bis {needed} einmal. {given, plural, =0 {Keiner ist vergeben} one {# ist vergeben} other {# sind vergeben}}.",
    numberMissing: "Bitte geben Sie eine Zahl ein.",
    dateMissing: "Bitte geben Sie ein Datum ein: Tag, Monat und Jahr.",
    dateDay: "Bitte geben Sie den Tag als Zahl von 1 bis 31 ein.",
    dateMonth: "Bitte geben Sie den Monat als Zahl von 1 bis 12 ein.",
    dateYear: "Bitte geben Sie das Jahr mit vier Ziffern ein.",
    dateNotReal: "Diesen Tag gibt es in dem Monat nicht. Bitte prüfen Sie Tag, Monat und Jahr.",
    dateEarly: "Frühestes mögliches Datum: {date}.",
    dateLate: "Spätestes mögliches Datum: {date}.",
    numberWhole: "Bitte geben Sie eine ganze Zahl in Ziffern ein.",
    numberDecimals:
      "Bitte geben Sie eine Zahl in Ziffern ein, mit höchstens {decimals, plural, one {# Nachkommastelle} other {# Nachkommastellen}}.",
    textMissing: "Bitte geben Sie eine Antwort ein.",
    judgementMissing: "Für „{item}“ ist noch nichts ausgewählt. Bitte treffen Sie eine Wahl.",
    numberUnclear:
      "„{typed}“ lässt sich auf zwei Arten lesen. Bitte geben Sie {large} für die größere oder {small} für die kleinere Zahl ein.",
    answeredElsewhere:
      "Diese Seite wurde in einem anderen Fenster beantwortet, nachdem Sie sie hier geöffnet hatten. Gespeichert ist:",
    otherScreen:
      "Das Gesendete gehört zu einer anderen Seite. Es wurde nicht gespeichert; bitte antworten Sie noch einmal.",
  },
  everywhere: {
    errorSummaryTitle: "Es gibt ein Problem",
    synthetic: "Synthetische Daten: simulierte Teilnehmende, keine Personen",
  },
};
