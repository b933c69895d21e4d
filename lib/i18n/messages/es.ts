import type { RespondentMessages } from "./respondent-messages";

/** Spanish, addressing with usted. */
export const es: RespondentMessages = {
  interview: {
    start: "Empezar",
    continue: "Continuar",
    back: "Atrás",
    language: "Idioma: {name}",
    errorPrefix: "Error: {title}",
    taskOf: "Comparación {number, number} de {count, number}",
    screenOf: "Pantalla {number, number} de {count, number}",
    timeLeft:
      "{minutes, plural, =0 {queda menos de un minuto} one {queda alrededor de un minuto} many {quedan unos # de minutos} other {quedan unos # minutos}}",
    duration:
      "{minutes, plural, =0 {Dura menos de un minuto.} one {Dura alrededor de un minuto.} many {Dura unos # de minutos.} other {Dura unos # minutos.}}",
    comeBack:
      "Cada pantalla se guarda cuando usted continúa. Para seguir más tarde o en otro dispositivo, conserve la dirección de la página en la que se encuentra.",
    saving: "Guardando…",
    saved: "Guardado",
    trying: "Sin conexión. Intentándolo de nuevo…",
    privacy:
      "Sus respuestas se guardan sin su nombre, sin su dirección de correo o IP y sin datos de su dispositivo.",
    definition: "Qué significa",
    definitionOf: "({item})",
    chosen: "elegido",
    items: "Lo que se compara",
    sameItem:
      "Ha elegido «{item}» a la vez como «{best}» y como «{worst}». Elija algo distinto en uno de los dos casos.",
    answerAs: "Responda como lo haría este grupo: {cohort}",
    chooseFirst: "Elija primero una opción como «{label}».",
    chooseThen: "Elija ahora una de las demás como «{label}».",
    changeFirst: "Cambiar la primera elección",
    askTwoStep: "Responder en dos pasos",
    askTogether: "Responder ambas a la vez",
    optional: "Puede continuar sin responder.",
    cohortStays:
      "Esta respuesta determinó qué preguntas recibe, por lo que ya no se puede cambiar.",
    pointsFor: "Puntos para {item}",
    percentFor: "Porcentaje para {item}",
    date_day: "Día",
    date_month: "Mes",
    date_year: "Año",
    dateBetween: "Un día desde el {earliest} hasta el {latest}.",
    dateFrom: "El {earliest} o después.",
    dateUntil: "El {latest} o antes.",
    total: "Total",
    totalOf: "de {total, number}",
    left: "{off} por repartir",
    over: "{off} de más",
    exact: "la suma es correcta",
    chosenOf: "Elección: {count} de {needed, number}",
    rescale: "Ajustar a {total, number}",
    rescaled: "Los puntos suman ahora {total, number}. Revíselos y continúe.",
    doneTitle: "Gracias",
    doneSaved: "Sus respuestas se han guardado. Puede cerrar esta página.",
    screenedOutTitle: "Gracias por su interés",
    overQuotaTitle: "Gracias por su interés",
    overQuotaUsual:
      "Ya ha participado un número suficiente de personas de su grupo, por lo que no hay más preguntas para usted.",
    overQuotaAway:
      "Su plaza se reservó durante su ausencia todo el tiempo que permite el estudio y ya se ha asignado a otra persona. Lo que usted había guardado se conserva.",
    closedTitle: "Este estudio está cerrado",
    closedText: "Ya no admite respuestas. Lo que usted había guardado se conserva.",
    pausedTitle: "Este estudio está en pausa",
    pausedText:
      "Por el momento no admite nuevos participantes. Vuelva a probar este enlace más tarde.",
    notYetTitle: "Este estudio aún no está abierto",
    notYetText: "Se abre el {moment}. Utilice este enlace a partir de entonces.",
    opensUntil: "Puede participar hasta el {moment}.",
    badLinkTitle: "Este enlace no está completo",
    badLinkText:
      "Abra el enlace completo tal como lo recibió. Si sigue llegando aquí, avise a quien se lo envió.",
    tooManyStartsTitle: "En este momento empieza mucha gente",
    begunTitle: "Este enlace ya se ha utilizado",
    begunText:
      "Con este enlace ya se empezó un cuestionario. Si es suyo y no lo ha terminado, continúe en la página donde lo dejó.",
    unsubscribeTitle: "¿No recibir más correos sobre este estudio?",
    unsubscribeText: "No recibirá más invitaciones ni recordatorios para «{study}».",
    unsubscribe: "No enviarme más correos",
    unsubscribedTitle: "No recibirá más correos",
    unsubscribedText:
      "Su dirección ya no está en la lista de «{study}». El enlace de su correo sigue funcionando, por si desea participar.",
    takenBack: "Volviendo a {host}…",
    wayBack: "Volver a {host}",
    previewTitle: "Vista previa: no se guarda nada",
    testTitle: "Prueba: no se cuenta",
    unavailableTitle: "Aún no se ha guardado",
    unavailableText:
      "El servidor está ocupado en este momento. No se ha perdido nada: lo que usted eligió sigue en esta página. Pulse el botón para enviarlo de nuevo.",
    unavailableReadText:
      "El servidor está ocupado en este momento. No se ha perdido nada; inténtelo de nuevo.",
    again: "Intentar de nuevo",
    unexpectedTitle: "Algo ha fallado por nuestra parte",
    unexpectedText:
      "Es posible que lo que usted eligió no se haya guardado, pero sigue en esta página. Pulse el botón para enviarlo de nuevo; nunca se cuenta dos veces.",
    unexpectedReadText: "No se ha perdido nada; inténtelo de nuevo.",
    notFoundTitle: "No hay nada en esta dirección",
    notFoundText: "Compruebe que copió la dirección completa, hasta la última letra.",
    refusedTitle: "Esto no se ha guardado",
    goOn: "Continuar con el cuestionario",
    tooLargeText: "Lo enviado es demasiado grande para este formulario.",
    wrongTypeText:
      "Aquí solo se puede leer un formulario enviado como application/x-www-form-urlencoded.",
    chooseAny: "Elija todas las que correspondan.",
    goesAlone:
      "«{option}» no se combina con otra respuesta. Deje marcada solo esa o solo las demás.",
    otherText: "{option}: con sus propias palabras",
    otherPlaceholder: "Con sus propias palabras",
    rankThem:
      "{last, plural, one {Dé un 1 a su elección.} many {Dé un 1 a su primera opción, un 2 a la siguiente, y así sucesivamente hasta #.} other {Dé un 1 a su primera opción, un 2 a la siguiente, y así sucesivamente hasta #.}}",
    placeOf: "Puesto de {option}",
    unreached: "Aún no se ha guardado. Reintentando…",
    replaceStored: "Para guardar en su lugar lo que ve aquí, pulse «{button}».",
    keepStored: "Conservar lo guardado",
    storedNothing: "ninguna respuesta",
    privacyController: "Responsable",
    privacyContact: "Contacto",
    privacyPurpose: "Para qué se usan las respuestas",
    privacyRetention: "Cuánto tiempo se conservan",
    privacyNotice: "Leer el aviso de privacidad",
    privacyLink: "Con ellas se guarda lo que su enlace indica sobre su procedencia.",
    privacyPanel:
      "Con sus respuestas se guardan el identificador que le asigna su panel y los demás datos de su enlace; no se guardan su nombre, sus direcciones de correo e IP ni su dispositivo.",
    privacyInvitation:
      "Esta invitación es personal: sus respuestas pueden vincularse con su dirección de correo y con lo que la lista de invitados dice de usted. No se guardan su dirección IP ni su dispositivo.",
  },
  answerErrors: {
    required: "Este dato es necesario.",
    tooShort: "Escriba al menos {minimum, number} caracteres.",
    tooLong: "Escriba como máximo {maximum, number} caracteres.",
    tooFew: "Se necesitan al menos {minimum, number}.",
    tooMany: "Se admiten como máximo {maximum, number}.",
    tooLow: "El número debe ser {minimum, number} o mayor.",
    tooHigh: "El número debe ser {maximum, number} o menor.",
    notANumber: "Introduzca un número.",
    invalid: "Este valor no es uno de los que se piden.",
    unknownField:
      "El formulario envió un campo que no se pide. Vuelva a cargar la página e inténtelo de nuevo.",
    consentNeeded: "Marque la casilla para empezar.",
    chooseAnswer: "Elija una respuesta.",
    notOffered: "Esta respuesta no es una de las ofrecidas. Elija una de estas.",
    cohortStays:
      "Esta respuesta determinó qué preguntas recibe, por lo que ya no se puede cambiar. Sus demás respuestas sí.",
    placeTaken:
      "Su plaza en este estudio depende de la respuesta que dio antes y ya no queda ninguna para esta. Se mantiene su primera respuesta.",
    choiceMissing: "No ha elegido nada como «{label}». Elija una opción.",
    notShown: "Lo enviado no está en esta pantalla. Elija entre estas opciones.",
    bestIsWorst:
      "Eligió «{item}» a la vez como «{best}» y como «{worst}». Elija algo distinto en uno de los dos casos.",
    chooseExactly:
      "Elija {needed, number}. {chosen, plural, =0 {No hay nada elegido} one {Hay # opción elegida} many {Hay # de opciones elegidas} other {Hay # opciones elegidas}}.",
    wholeNumber: "Introduzca un número entero, 0 o mayor, sin signos ni decimales.",
    percentageMissing: "Introduzca un porcentaje de 0 a 100.",
    sumTooLow:
      "Los puntos suman {sum, number}: faltan por repartir {off, number} de {total, number}.",
    sumTooHigh: "Los puntos suman {sum, number}: {off, number} más que {total, number}.",
    nothingToRescale: "Dé puntos al menos a un elemento antes de ajustar.",
    notReached: "Esta pantalla viene más adelante. Lo enviado no se ha guardado.",
    interviewOver: "Sus respuestas ya se habían entregado. Lo enviado ahora no se ha guardado.",
    studyClosed: "El estudio está cerrado. Lo enviado ahora no se ha guardado.",
    tooManyStarts:
      "Desde aquí o con este enlace se han empezado demasiados cuestionarios sin continuarlos. No se ha guardado nada. Inténtelo de nuevo dentro de {minutes, plural, one {un minuto} many {# minutos} other {# minutos}}.",
    studyPaused: "El estudio está en pausa. Inténtelo más tarde.",
    studyNotYetOpen: "El estudio aún no está abierto. Inténtelo más tarde.",
    linkNotComplete: "Este enlace no está completo. Pida el enlace completo a quien se lo envió.",
    begunAlready: "Con este enlace ya se empezó un cuestionario.",
    chooseSome: "Elija al menos una respuesta.",
    exclusiveWithOthers:
      "«{option}» no se combina con otra respuesta. Deje marcada solo esa o solo las demás.",
    otherMissing: "Diga qué es con sus propias palabras o elija otra respuesta.",
    otherNotChosen: "Escribió algo junto a «{option}». Elíjala también o borre el texto.",
    rankNotOffered: "Elija un puesto de 1 a {last}, o ninguno.",
    rankTwice: "El puesto {rank} ya está asignado a «{option}». Asigne cada puesto una sola vez.",
    rankGap: "El puesto {missing} no está asignado. Asigne los puestos desde el 1 sin saltos.",
    ranksMissing:
      "Asigne cada puesto de 1 a {needed} una vez. {given, plural, =0 {No hay ninguno asignado} one {Hay # asignado} many {Hay # asignados} other {Hay # asignados}}.",
    numberMissing: "Introduzca un número.",
    dateMissing: "Indique una fecha: día, mes y año.",
    dateDay: "Escriba el día como un número del 1 al 31.",
    dateMonth: "Escriba el mes como un número del 1 al 12.",
    dateYear: "Escriba el año con cuatro cifras.",
    dateNotReal: "Ese día no existe en ese mes. Compruebe el día, el mes y el año.",
    dateEarly: "La fecha debe ser el {date} o después.",
    dateLate: "La fecha debe ser el {date} o antes.",
    numberWhole: "Introduzca un número entero en cifras.",
    numberDecimals:
      "Introduzca un número en cifras con {decimals, plural, one {# decimal} many {# de decimales} other {# decimales}} como máximo.",
    textMissing: "Escriba una respuesta.",
    judgementMissing: "No ha elegido nada para «{item}». Elija una opción.",
    numberUnclear:
      "«{typed}» puede leerse de dos maneras. Introduzca {large} si es el número mayor, o {small} si es el menor.",
    answeredElsewhere:
      "Esta pantalla se respondió en otra ventana después de abrirla aquí. Lo guardado es:",
    otherScreen: "Lo enviado pertenece a otra pantalla y no se ha guardado. Responda de nuevo.",
  },
  everywhere: {
    errorSummaryTitle: "Hay un problema",
    synthetic: "Datos sintéticos: participantes simulados, no personas",
  },
};
