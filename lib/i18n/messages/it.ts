import type { RespondentMessages } from "./respondent-messages";

/** Italian, addressing with Lei. */
export const it: RespondentMessages = {
  interview: {
    start: "Inizia",
    continue: "Continua",
    back: "Indietro",
    language: "Lingua: {name}",
    errorPrefix: "Errore: {title}",
    taskOf: "Confronto {number, number} di {count, number}",
    screenOf: "Schermata {number, number} di {count, number}",
    timeLeft:
      "{minutes, plural, =0 {manca meno di un minuto} one {manca circa un minuto} many {mancano circa # di minuti} other {mancano circa # minuti}}",
    duration:
      "{minutes, plural, =0 {Richiede meno di un minuto.} one {Richiede circa un minuto.} many {Richiede circa # di minuti.} other {Richiede circa # minuti.}}",
    comeBack:
      "Ogni schermata viene salvata quando Lei continua. Per proseguire più tardi o su un altro dispositivo, conservi l’indirizzo della pagina in cui si trova.",
    saving: "Salvataggio in corso…",
    saved: "Salvato",
    trying: "Nessuna connessione. Nuovo tentativo in corso…",
    privacy:
      "Le Sue risposte sono conservate senza il Suo nome, senza il Suo indirizzo e-mail o IP e senza dati del Suo dispositivo.",
    definition: "Che cosa significa",
    definitionOf: "({item})",
    chosen: "scelto",
    items: "Che cosa si confronta",
    sameItem:
      "Ha scelto «{item}» sia come «{best}» sia come «{worst}». Scelga qualcosa di diverso in uno dei due casi.",
    answerAs: "Risponda come farebbe questo gruppo: {cohort}",
    chooseFirst: "Scelga prima una voce come «{label}».",
    chooseThen: "Scelga ora una delle altre come «{label}».",
    changeFirst: "Modifica la prima scelta",
    askTwoStep: "Rispondere in due passaggi",
    askTogether: "Rispondere a entrambe insieme",
    optional: "Può continuare senza rispondere.",
    cohortStays:
      "Questa risposta ha stabilito quali domande Le vengono poste, perciò non può più essere cambiata.",
    pointsFor: "Punti per {item}",
    percentFor: "Percentuale per {item}",
    date_day: "Giorno",
    date_month: "Mese",
    date_year: "Anno",
    dateBetween: "Un giorno compreso tra queste date: {earliest} – {latest}.",
    dateFrom: "{earliest} o dopo.",
    dateUntil: "{latest} o prima.",
    total: "Totale",
    totalOf: "su {total, number}",
    left: "{off} da assegnare",
    over: "{off} di troppo",
    exact: "la somma è esatta",
    chosenOf: "Scelte: {count} su {needed, number}",
    rescale: "Riporta a {total, number}",
    rescaled: "La somma dei punti è ora {total, number}. Li controlli, poi continui.",
    doneTitle: "Grazie",
    doneSaved: "Le Sue risposte sono state salvate. Può chiudere questa pagina.",
    screenedOutTitle: "Grazie per il Suo interesse",
    overQuotaTitle: "Grazie per il Suo interesse",
    overQuotaUsual:
      "Hanno già partecipato abbastanza persone del Suo gruppo, perciò non ci sono altre domande per Lei.",
    overQuotaAway:
      "Il Suo posto è stato tenuto durante la Sua assenza per tutto il tempo previsto dallo studio ed è poi passato a un’altra persona. Quanto aveva salvato è conservato.",
    closedTitle: "Questo studio è chiuso",
    closedText: "Non accetta più risposte. Quanto aveva salvato è conservato.",
    pausedTitle: "Questo studio è in pausa",
    pausedText: "Al momento non accetta nuovi partecipanti. Riprovi questo link più tardi.",
    notYetTitle: "Questo studio non è ancora aperto",
    notYetText: "Apertura: {moment}. Usi questo link a partire da allora.",
    opensUntil: "Termine per partecipare: {moment}.",
    badLinkTitle: "Questo link non è completo",
    badLinkText:
      "Apra il link intero, così come lo ha ricevuto. Se porta ancora qui, avvisi chi glielo ha inviato.",
    tooManyStartsTitle: "In questo momento iniziano molte persone",
    begunTitle: "Questo link è già stato usato",
    begunText:
      "Con questo link è già stato iniziato un questionario. Se è il Suo e non è concluso, continui nella pagina in cui l’ha lasciato.",
    unsubscribeTitle: "Non ricevere più e-mail su questo studio?",
    unsubscribeText: "Non riceverà altri inviti né promemoria per «{study}».",
    unsubscribe: "Non inviarmi più e-mail",
    unsubscribedTitle: "Non riceverà più e-mail",
    unsubscribedText:
      "Il Suo indirizzo è stato tolto dalla lista di «{study}». Il link nel Suo messaggio continua a funzionare, se desidera partecipare.",
    takenBack: "Ritorno a {host} in corso…",
    wayBack: "Torna a {host}",
    previewTitle: "Anteprima: non viene salvato nulla",
    testTitle: "Prova: non viene conteggiata",
    unavailableTitle: "Non ancora salvato",
    unavailableText:
      "Il server è momentaneamente occupato. Nulla è andato perso: la Sua scelta è ancora in questa pagina. Prema il pulsante per inviarla di nuovo.",
    unavailableReadText: "Il server è momentaneamente occupato. Nulla è andato perso; riprovi.",
    again: "Riprova",
    unexpectedTitle: "Qualcosa non ha funzionato da parte nostra",
    unexpectedText:
      "La Sua scelta potrebbe non essere stata salvata, ma è ancora in questa pagina. Prema il pulsante per inviarla di nuovo; non viene mai contata due volte.",
    unexpectedReadText: "Nulla è andato perso; riprovi.",
    notFoundTitle: "A questo indirizzo non c’è nulla",
    notFoundText: "Verifichi di aver copiato l’indirizzo intero, fino all’ultima lettera.",
    refusedTitle: "Questo non è stato salvato",
    goOn: "Prosegui con il questionario",
    tooLargeText: "Quanto è stato inviato è troppo grande per questo modulo.",
    wrongTypeText:
      "Qui si può leggere solo un modulo inviato come application/x-www-form-urlencoded.",
    chooseAny: "Scelga tutte le voci pertinenti.",
    goesAlone: "«{option}» non si combina con altre risposte. Lasci solo questa oppure le altre.",
    otherText: "{option}: con parole Sue",
    otherPlaceholder: "Con parole Sue",
    rankThem:
      "{last, plural, one {Assegni 1 alla Sua scelta.} many {Assegni 1 alla prima scelta, 2 alla seguente, e così via fino a #.} other {Assegni 1 alla prima scelta, 2 alla seguente, e così via fino a #.}}",
    placeOf: "Posto di {option}",
    unreached: "Non ancora salvato. Nuovo tentativo…",
    replaceStored: "Per salvare invece ciò che vede qui, prema «{button}».",
    keepStored: "Mantenere ciò che è salvato",
    storedNothing: "nessuna risposta",
    privacyController: "Titolare del trattamento",
    privacyContact: "Contatto",
    privacyPurpose: "A che cosa servono le risposte",
    privacyRetention: "Per quanto tempo sono conservate",
    privacyNotice: "Leggere l’informativa sulla privacy",
    privacyLink: "Con esse è conservato ciò che il Suo link indica sulla Sua provenienza.",
    privacyPanel:
      "Con le Sue risposte sono conservati l’identificativo che il Suo panel Le ha assegnato e gli altri dati del suo link; il Suo nome, i Suoi indirizzi e-mail e IP e il Suo dispositivo no.",
    privacyInvitation:
      "Questo invito è personale: le Sue risposte possono essere collegate al Suo indirizzo e-mail e a ciò che l’elenco degli invitati dice di Lei. Il Suo indirizzo IP e il Suo dispositivo non sono conservati.",
  },
  answerErrors: {
    required: "Questo dato è necessario.",
    tooShort: "Scriva almeno {minimum, number} caratteri.",
    tooLong: "Scriva al massimo {maximum, number} caratteri.",
    tooFew: "Ne servono almeno {minimum, number}.",
    tooMany: "Ne sono possibili al massimo {maximum, number}.",
    tooLow: "Il numero deve essere almeno {minimum, number}.",
    tooHigh: "Il numero deve essere al massimo {maximum, number}.",
    notANumber: "Inserisca un numero.",
    invalid: "Questo valore non è tra quelli richiesti.",
    unknownField:
      "Il modulo ha inviato un campo che non è richiesto. Ricarichi la pagina e riprovi.",
    consentNeeded: "Selezioni la casella per iniziare.",
    chooseAnswer: "Scelga una risposta.",
    notOffered: "Questa risposta non è tra quelle proposte. Scelga una di queste.",
    cohortStays:
      "Questa risposta ha stabilito quali domande Le vengono poste, perciò non può più essere cambiata. Le altre sì.",
    placeTaken:
      "Il Suo posto in questo studio dipende dalla risposta data prima, e per questa non ne restano. Rimane valida la Sua prima risposta.",
    choiceMissing: "Non ha scelto nulla come «{label}». Faccia una scelta.",
    notShown: "Quanto è stato inviato non è in questa schermata. Scelga tra queste voci.",
    bestIsWorst:
      "Ha scelto «{item}» sia come «{best}» sia come «{worst}». Scelga qualcosa di diverso in uno dei due casi.",
    chooseExactly:
      "Ne scelga {needed, number}. {chosen, plural, =0 {Nessuna voce è scelta} one {# voce è scelta} many {# di voci sono scelte} other {# voci sono scelte}}.",
    wholeNumber: "Inserisca un numero intero, 0 o maggiore, senza segni né decimali.",
    percentageMissing: "Inserisca una percentuale da 0 a 100.",
    sumTooLow:
      "La somma dei punti è {sum, number}: ne restano da assegnare {off, number} su {total, number}.",
    sumTooHigh: "La somma dei punti è {sum, number}: {off, number} in più di {total, number}.",
    nothingToRescale: "Assegni punti ad almeno una voce prima di adeguare il totale.",
    notReached: "Questa schermata viene più avanti. Quanto inviato non è stato salvato.",
    interviewOver:
      "Le Sue risposte erano già state consegnate. Quanto inviato ora non è stato salvato.",
    studyClosed: "Lo studio è chiuso. Quanto inviato ora non è stato salvato.",
    tooManyStarts:
      "Da qui o con questo link sono stati iniziati troppi questionari senza proseguirli. Non è stato salvato nulla. Riprovi tra {minutes, plural, one {un minuto} many {# minuti} other {# minuti}}.",
    studyPaused: "Lo studio è in pausa. Riprovi più tardi.",
    studyNotYetOpen: "Lo studio non è ancora aperto. Riprovi più tardi.",
    linkNotComplete: "Questo link non è completo. Chieda il link intero a chi glielo ha inviato.",
    begunAlready: "Con questo link è già stato iniziato un questionario.",
    chooseSome: "Scelga almeno una risposta.",
    exclusiveWithOthers:
      "«{option}» non si combina con altre risposte. Lasci solo questa oppure le altre.",
    otherMissing: "Dica di che si tratta con parole Sue, oppure scelga un’altra risposta.",
    otherNotChosen:
      "Ha scritto qualcosa accanto a «{option}». Scelga anche questa risposta, oppure cancelli il testo.",
    rankNotOffered: "Scelga un posto da 1 a {last}, oppure nessuno.",
    rankTwice: "Il posto {rank} è già assegnato a «{option}». Assegni ogni posto una sola volta.",
    rankGap: "Il posto {missing} non è assegnato. Assegni i posti a partire da 1 senza salti.",
    ranksMissing:
      "Assegni ogni posto da 1 a {needed} una volta. {given, plural, =0 {Nessuno è assegnato} one {# è assegnato} many {# sono assegnati} other {# sono assegnati}}.",
    numberMissing: "Inserisca un numero.",
    dateMissing: "Indichi una data: giorno, mese e anno.",
    dateDay: "Scriva il giorno come numero da 1 a 31.",
    dateMonth: "Scriva il mese come numero da 1 a 12.",
    dateYear: "Scriva l’anno con quattro cifre.",
    dateNotReal: "Quel giorno non esiste in quel mese. Controlli giorno, mese e anno.",
    dateEarly: "Prima data possibile: {date}.",
    dateLate: "Ultima data possibile: {date}.",
    numberWhole: "Inserisca un numero intero in cifre.",
    numberDecimals:
      "Inserisca un numero in cifre con al massimo {decimals, plural, one {# decimale} many {# di decimali} other {# decimali}}.",
    textMissing: "Scriva una risposta.",
    judgementMissing: "Non ha scelto nulla per «{item}». Faccia una scelta.",
    numberUnclear:
      "«{typed}» si può leggere in due modi. Inserisca {large} per il numero più grande o {small} per il più piccolo.",
    answeredElsewhere:
      "A questa schermata è stato risposto in un’altra finestra dopo averla aperta qui. È salvato:",
    otherScreen:
      "Ciò che è stato inviato appartiene a un’altra schermata e non è stato salvato. Risponda di nuovo.",
  },
  everywhere: {
    errorSummaryTitle: "C’è un problema",
    synthetic: "Dati sintetici: partecipanti simulati, non persone",
  },
};
