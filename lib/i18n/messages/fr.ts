import type { RespondentMessages } from "./respondent-messages";

/** French, addressing with vous. Spaces before “:”, “;” and inside guillemets do not break. */
export const fr: RespondentMessages = {
  interview: {
    start: "Commencer",
    continue: "Continuer",
    back: "Retour",
    language: "Langue : {name}",
    errorPrefix: "Erreur : {title}",
    taskOf: "Comparaison {number, number} sur {count, number}",
    screenOf: "Écran {number, number} sur {count, number}",
    timeLeft:
      "{minutes, plural, =0 {moins d’une minute restante} one {environ une minute restante} many {environ # de minutes restantes} other {environ # minutes restantes}}",
    duration:
      "{minutes, plural, =0 {Cela prend moins d’une minute.} one {Cela prend environ une minute.} many {Cela prend environ # de minutes.} other {Cela prend environ # minutes.}}",
    comeBack:
      "Chaque écran est enregistré lorsque vous continuez. Pour reprendre plus tard ou sur un autre appareil, conservez l’adresse de la page où vous êtes.",
    saving: "Enregistrement…",
    saved: "Enregistré",
    trying: "Pas de connexion. Nouvelle tentative…",
    privacy:
      "Vos réponses sont conservées sans votre nom, sans votre adresse e-mail ou IP et sans indication de votre appareil.",
    definition: "Ce que cela signifie",
    definitionOf: "({item})",
    chosen: "choisi",
    items: "Ce qui est comparé",
    sameItem:
      "Vous avez choisi « {item} » à la fois comme « {best} » et comme « {worst} ». Choisissez autre chose pour l’un des deux.",
    answerAs: "Répondez comme le ferait ce groupe : {cohort}",
    chooseFirst: "Choisissez d’abord un élément comme « {label} ».",
    chooseThen: "Choisissez maintenant l’un des autres comme « {label} ».",
    changeFirst: "Modifier le premier choix",
    askTwoStep: "Répondre en deux étapes",
    askTogether: "Répondre aux deux à la fois",
    optional: "Vous pouvez continuer sans répondre.",
    cohortStays:
      "Cette réponse a déterminé les questions qui vous sont posées ; elle ne peut plus être modifiée.",
    pointsFor: "Points pour {item}",
    percentFor: "Pourcentage pour {item}",
    date_day: "Jour",
    date_month: "Mois",
    date_year: "Année",
    dateBetween: "Un jour du {earliest} au {latest}.",
    dateFrom: "Le {earliest} ou après.",
    dateUntil: "Le {latest} ou avant.",
    total: "Total",
    totalOf: "sur {total, number}",
    left: "{off} à répartir",
    over: "{off} de trop",
    exact: "le total est exact",
    chosenOf: "Choix : {count} sur {needed, number}",
    rescale: "Ajuster à {total, number}",
    rescaled:
      "Le total des points est maintenant de {total, number}. Vérifiez-les, puis continuez.",
    doneTitle: "Merci",
    doneSaved: "Vos réponses sont enregistrées. Vous pouvez fermer cette page.",
    screenedOutTitle: "Merci de votre intérêt",
    overQuotaTitle: "Merci de votre intérêt",
    overQuotaUsual:
      "Un nombre suffisant de personnes de votre groupe a déjà participé ; il n’y a donc pas d’autres questions pour vous.",
    overQuotaAway:
      "Votre place a été gardée pendant votre absence aussi longtemps que l’étude le permet, puis attribuée à quelqu’un d’autre. Ce que vous aviez enregistré est conservé.",
    closedTitle: "Cette étude est terminée",
    closedText: "Elle n’accepte plus de réponses. Ce que vous aviez enregistré est conservé.",
    pausedTitle: "Cette étude est suspendue",
    pausedText:
      "Elle n’accueille pas de nouveaux participants pour le moment. Réessayez ce lien plus tard.",
    notYetTitle: "Cette étude n’est pas encore ouverte",
    notYetText: "Ouverture : {moment}. Utilisez ce lien à partir de ce moment.",
    opensUntil: "Vous pouvez participer jusqu’à cette date : {moment}.",
    badLinkTitle: "Ce lien est incomplet",
    badLinkText:
      "Ouvrez le lien entier, tel que vous l’avez reçu. S’il mène toujours ici, prévenez la personne qui vous l’a envoyé.",
    tooManyStartsTitle: "Beaucoup de personnes commencent en ce moment",
    begunTitle: "Ce lien a déjà été utilisé",
    begunText:
      "Un questionnaire a déjà été commencé avec ce lien. Si c’est le vôtre et qu’il n’est pas terminé, reprenez-le dans la page où vous l’avez laissé.",
    unsubscribeTitle: "Ne plus recevoir de courriels sur cette étude ?",
    unsubscribeText: "Vous ne recevrez plus ni invitation ni rappel pour « {study} ».",
    unsubscribe: "Ne plus m’envoyer de courriels",
    unsubscribedTitle: "Vous ne recevrez plus de courriels",
    unsubscribedText:
      "Votre adresse a été retirée de la liste de « {study} ». Le lien de votre courriel reste valable si vous souhaitez participer.",
    takenBack: "Redirection vers {host}…",
    wayBack: "Retour à {host}",
    previewTitle: "Aperçu : rien n’est enregistré",
    testTitle: "Test : non comptabilisé",
    unavailableTitle: "Pas encore enregistré",
    unavailableText:
      "Le serveur est momentanément occupé. Rien n’est perdu : votre choix se trouve toujours dans cette page. Appuyez sur le bouton pour l’envoyer de nouveau.",
    unavailableReadText: "Le serveur est momentanément occupé. Rien n’est perdu ; réessayez.",
    again: "Réessayer",
    unexpectedTitle: "Un problème est survenu de notre côté",
    unexpectedText:
      "Votre choix n’a peut-être pas été enregistré, mais il se trouve toujours dans cette page. Appuyez sur le bouton pour l’envoyer de nouveau ; il n’est jamais compté deux fois.",
    unexpectedReadText: "Rien n’est perdu ; réessayez.",
    notFoundTitle: "Il n’y a rien à cette adresse",
    notFoundText: "Vérifiez que l’adresse a été copiée en entier, jusqu’à la dernière lettre.",
    refusedTitle: "Ceci n’a pas été enregistré",
    goOn: "Poursuivre le questionnaire",
    tooLargeText: "L’envoi est trop volumineux pour ce formulaire.",
    wrongTypeText:
      "Seul un formulaire envoyé en application/x-www-form-urlencoded peut être lu ici.",
    chooseAny: "Choisissez tout ce qui s’applique.",
    goesAlone:
      "« {option} » ne se combine avec aucune autre réponse. Gardez-la seule, ou gardez les autres.",
    otherText: "{option} : dans vos propres mots",
    otherPlaceholder: "Dans vos propres mots",
    rankThem:
      "{last, plural, one {Donnez 1 à votre choix.} many {Donnez 1 à votre premier choix, 2 au suivant, et ainsi de suite jusqu’à #.} other {Donnez 1 à votre premier choix, 2 au suivant, et ainsi de suite jusqu’à #.}}",
    placeOf: "Rang de {option}",
    unreached: "Pas encore enregistré. Nouvelle tentative…",
    replaceStored: "Pour enregistrer à la place ce que vous voyez ici, appuyez sur « {button} ».",
    keepStored: "Garder ce qui est enregistré",
    storedNothing: "aucune réponse",
    privacyController: "Responsable du traitement",
    privacyContact: "Pour toute question",
    privacyPurpose: "À quoi servent les réponses",
    privacyRetention: "Durée de conservation",
    privacyNotice: "Lire la notice de confidentialité",
    privacyLink: "Ce que votre lien indique de votre provenance est conservé avec elles.",
    privacyPanel:
      "L’identifiant que votre panel vous a attribué et les autres indications de son lien sont conservés avec vos réponses ; votre nom, vos adresses e-mail et IP et votre appareil ne le sont pas.",
    privacyInvitation:
      "Cette invitation est personnelle : vos réponses peuvent être reliées à votre adresse e-mail et à ce que la liste des personnes invitées indique de vous. Votre adresse IP et votre appareil ne sont pas conservés.",
  },
  answerErrors: {
    required: "Cette information est nécessaire.",
    tooShort: "Saisissez au moins {minimum, number} caractères.",
    tooLong: "Saisissez au plus {maximum, number} caractères.",
    tooFew: "Il en faut au moins {minimum, number}.",
    tooMany: "Il en faut au plus {maximum, number}.",
    tooLow: "Le nombre doit être supérieur ou égal à {minimum, number}.",
    tooHigh: "Le nombre doit être inférieur ou égal à {maximum, number}.",
    notANumber: "Saisissez un nombre.",
    invalid: "Cette valeur ne fait pas partie de celles qui sont demandées.",
    unknownField:
      "Le formulaire a envoyé un champ qui n’est pas demandé. Rechargez la page et réessayez.",
    consentNeeded: "Cochez la case pour commencer.",
    chooseAnswer: "Choisissez une réponse.",
    notOffered:
      "Cette réponse ne fait pas partie des choix proposés. Choisissez l’une de celles-ci.",
    cohortStays:
      "Cette réponse a déterminé les questions qui vous sont posées ; elle ne peut plus être modifiée. Vos autres réponses peuvent l’être.",
    placeTaken:
      "Votre place dans cette étude est liée à votre réponse précédente, et il n’en reste plus pour celle-ci. Votre première réponse est maintenue.",
    choiceMissing: "Rien n’est choisi comme « {label} ». Faites un choix.",
    notShown: "L’envoi ne correspond pas à cet écran. Choisissez parmi ces propositions.",
    bestIsWorst:
      "Vous avez choisi « {item} » à la fois comme « {best} » et comme « {worst} ». Choisissez autre chose pour l’un des deux.",
    chooseExactly:
      "Choisissez-en {needed, number}. {chosen, plural, =0 {Rien n’est choisi} one {# choix est fait} many {# de choix sont faits} other {# choix sont faits}}.",
    wholeNumber: "Saisissez un nombre entier, 0 ou plus, sans signe ni décimale.",
    percentageMissing: "Saisissez un pourcentage de 0 à 100.",
    sumTooLow:
      "Le total des points est de {sum, number} : il en reste {off, number} sur {total, number} à répartir.",
    sumTooHigh:
      "Le total des points est de {sum, number} : {off, number} de plus que {total, number}.",
    nothingToRescale: "Attribuez des points à au moins un élément avant d’ajuster le total.",
    notReached: "Cet écran vient plus tard. L’envoi n’a pas été enregistré.",
    interviewOver:
      "Vos réponses avaient déjà été remises. Ce qui vient d’être envoyé n’a pas été enregistré.",
    studyClosed: "L’étude est terminée. Ce qui vient d’être envoyé n’a pas été enregistré.",
    tooManyStarts:
      "Trop de questionnaires ont été commencés d’ici ou par ce lien sans être poursuivis. Rien n’a été enregistré. Réessayez dans {minutes, plural, one {une minute} many {# minutes} other {# minutes}}.",
    studyPaused: "L’étude est suspendue. Réessayez plus tard.",
    studyNotYetOpen: "L’étude n’est pas encore ouverte. Réessayez plus tard.",
    linkNotComplete:
      "Ce lien est incomplet. Demandez le lien entier à la personne qui vous l’a envoyé.",
    begunAlready: "Un questionnaire a déjà été commencé avec ce lien.",
    chooseSome: "Choisissez au moins une réponse.",
    exclusiveWithOthers:
      "« {option} » ne se combine avec aucune autre réponse. Gardez-la seule, ou gardez les autres.",
    otherMissing: "Précisez-le dans vos propres mots, ou choisissez une autre réponse.",
    otherNotChosen:
      "Vous avez écrit quelque chose à côté de « {option} ». Choisissez aussi cette réponse, ou effacez le texte.",
    rankNotOffered: "Choisissez un rang de 1 à {last}, ou aucun.",
    rankTwice:
      "Le rang {rank} est déjà attribué à « {option} ». Attribuez chaque rang une seule fois.",
    rankGap:
      "Le rang {missing} n’est pas attribué. Attribuez les rangs à partir de 1, sans interruption.",
    ranksMissing:
      "Attribuez chaque rang de 1 à {needed} une fois. {given, plural, =0 {Aucun n’est attribué} one {# est attribué} many {# sont attribués} other {# sont attribués}}.",
    numberMissing: "Saisissez un nombre.",
    dateMissing: "Indiquez une date : jour, mois et année.",
    dateDay: "Saisissez le jour sous la forme d’un nombre de 1 à 31.",
    dateMonth: "Saisissez le mois sous la forme d’un nombre de 1 à 12.",
    dateYear: "Saisissez l’année avec quatre chiffres.",
    dateNotReal: "Ce jour n’existe pas dans ce mois. Vérifiez le jour, le mois et l’année.",
    dateEarly: "La date doit être le {date} ou après.",
    dateLate: "La date doit être le {date} ou avant.",
    numberWhole: "Saisissez un nombre entier en chiffres.",
    numberDecimals:
      "Saisissez un nombre en chiffres avec au plus {decimals, plural, one {# décimale} many {# de décimales} other {# décimales}}.",
    textMissing: "Saisissez une réponse.",
    judgementMissing: "Rien n’est choisi pour « {item} ». Faites un choix.",
    numberUnclear:
      "« {typed} » peut se lire de deux façons. Saisissez {large} pour le plus grand nombre, ou {small} pour le plus petit.",
    answeredElsewhere:
      "Cet écran a reçu une réponse dans une autre fenêtre après que vous l’avez ouvert ici. Réponse enregistrée :",
    otherScreen:
      "Ce qui a été envoyé appartient à un autre écran et n’a pas été enregistré. Répondez de nouveau.",
  },
  everywhere: {
    errorSummaryTitle: "Il y a un problème",
    synthetic: "Données synthétiques : participants simulés, pas des personnes",
  },
};
