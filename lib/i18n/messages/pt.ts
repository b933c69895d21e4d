import type { RespondentMessages } from "./respondent-messages";

/** Brazilian Portuguese, addressing with você. */
export const pt: RespondentMessages = {
  interview: {
    start: "Começar",
    continue: "Continuar",
    back: "Voltar",
    language: "Idioma: {name}",
    errorPrefix: "Erro: {title}",
    taskOf: "Comparação {number, number} de {count, number}",
    screenOf: "Tela {number, number} de {count, number}",
    timeLeft:
      "{minutes, plural, =0 {falta menos de um minuto} one {falta cerca de um minuto} many {faltam cerca de # de minutos} other {faltam cerca de # minutos}}",
    duration:
      "{minutes, plural, =0 {Leva menos de um minuto.} one {Leva cerca de um minuto.} many {Leva cerca de # de minutos.} other {Leva cerca de # minutos.}}",
    comeBack:
      "Cada tela é salva quando você continua. Para prosseguir mais tarde ou em outro dispositivo, guarde o endereço da página em que você está.",
    saving: "Salvando…",
    saved: "Salvo",
    trying: "Sem conexão. Tentando novamente…",
    privacy:
      "Suas respostas são guardadas sem seu nome, sem seu endereço de e-mail ou IP e sem dados do seu dispositivo.",
    definition: "O que significa",
    definitionOf: "({item})",
    chosen: "escolhido",
    items: "O que é comparado",
    sameItem:
      "“{item}” foi escolhido ao mesmo tempo como “{best}” e como “{worst}”. Escolha algo diferente em um dos dois casos.",
    answerAs: "Responda como este grupo responderia: {cohort}",
    chooseFirst: "Escolha primeiro uma opção como “{label}”.",
    chooseThen: "Escolha agora uma das restantes como “{label}”.",
    changeFirst: "Alterar a primeira escolha",
    askTwoStep: "Responder em duas etapas",
    askTogether: "Responder às duas de uma vez",
    optional: "Você pode continuar sem responder.",
    cohortStays:
      "Esta resposta definiu quais perguntas você recebe e, por isso, não pode mais ser alterada.",
    pointsFor: "Pontos para {item}",
    percentFor: "Porcentagem para {item}",
    total: "Total",
    totalOf: "de {total, number}",
    left: "{off} a distribuir",
    over: "{off} a mais",
    exact: "a soma está certa",
    chosenOf: "{count} de {needed, number} escolhidos",
    rescale: "Ajustar para {total, number}",
    rescaled: "Os pontos agora somam {total, number}. Confira-os e continue.",
    doneTitle: "Obrigado",
    doneSaved: "Suas respostas foram salvas. Você pode fechar esta página.",
    screenedOutTitle: "Obrigado pelo seu interesse",
    overQuotaTitle: "Obrigado pelo seu interesse",
    overQuotaUsual:
      "Já participaram pessoas suficientes do seu grupo, por isso não há mais perguntas para você.",
    overQuotaAway:
      "Sua vaga foi mantida durante sua ausência pelo tempo que o estudo permite e depois passou para outra pessoa. O que você havia salvado está guardado.",
    closedTitle: "Este estudo está encerrado",
    closedText: "Ele não aceita mais respostas. O que você havia salvado está guardado.",
    pausedTitle: "Este estudo está em pausa",
    pausedText: "No momento ele não aceita novos participantes. Tente este link mais tarde.",
    notYetTitle: "Este estudo ainda não está aberto",
    notYetText: "Abertura: {moment}. Use este link a partir desse momento.",
    opensUntil: "Você pode participar até {moment}.",
    badLinkTitle: "Este link não está completo",
    badLinkText:
      "Abra o link inteiro, como você o recebeu. Se ele ainda trouxer você para cá, avise quem o enviou.",
    begunTitle: "Este link já foi usado",
    begunText:
      "Um questionário já foi iniciado com este link. Se for seu e não estiver concluído, continue na página em que você parou.",
    unsubscribeTitle: "Não receber mais e-mails sobre este estudo?",
    unsubscribeText: "Você não receberá mais convites nem lembretes de “{study}”.",
    unsubscribe: "Não me enviar mais e-mails",
    unsubscribedTitle: "Você não receberá mais e-mails",
    unsubscribedText:
      "Seu endereço saiu da lista de “{study}”. O link da sua mensagem continua funcionando, caso queira participar.",
    takenBack: "Você será levado de volta a {host}.",
    wayBack: "Voltar para {host}",
    previewTitle: "Prévia: nada é salvo",
    testTitle: "Teste: não é contado",
    unavailableTitle: "Ainda não foi salvo",
    unavailableText:
      "O servidor está ocupado no momento. Nada foi perdido: o que você escolheu continua nesta página. Toque no botão para enviar de novo.",
    unavailableReadText: "O servidor está ocupado no momento. Nada foi perdido; tente de novo.",
    again: "Tentar de novo",
    unexpectedTitle: "Algo deu errado do nosso lado",
    unexpectedText:
      "O que você escolheu talvez não tenha sido salvo, mas continua nesta página. Aperte o botão para enviar de novo; nunca é contado duas vezes.",
    unexpectedReadText: "Nada foi perdido; tente de novo.",
    notFoundTitle: "Não há nada neste endereço",
    notFoundText: "Verifique se o endereço foi copiado por inteiro, até a última letra.",
    refusedTitle: "Isto não foi salvo",
    goOn: "Continuar o questionário",
    tooLargeText: "O que foi enviado é grande demais para este formulário.",
    wrongTypeText:
      "Aqui só pode ser lido um formulário enviado como application/x-www-form-urlencoded.",
    chooseAny: "Escolha todas as que se aplicam.",
    goesAlone: "“{option}” não combina com outra resposta. Deixe só essa ou só as outras.",
    otherText: "{option}: com suas próprias palavras",
    otherPlaceholder: "Com suas próprias palavras",
    rankThem:
      "{last, plural, one {Dê 1 à sua escolha.} many {Dê 1 à sua primeira escolha, 2 à seguinte, e assim por diante até #.} other {Dê 1 à sua primeira escolha, 2 à seguinte, e assim por diante até #.}}",
    placeOf: "Posição de {option}",
    unreached: "Ainda não foi salvo. Tentando de novo…",
    replaceStored: "Para salvar em vez disso o que você vê aqui, toque em “{button}”.",
    keepStored: "Manter o que está salvo",
    storedNothing: "nenhuma resposta",
    privacyLink: "Com elas é guardado o que o seu link informa sobre a sua origem.",
    privacyPanel:
      "Com suas respostas são guardados o identificador que seu painel usa para você e os demais dados do link dele; seu nome, seus endereços de e-mail e IP e seu dispositivo não são.",
    privacyInvitation:
      "Este convite é pessoal: suas respostas podem ser associadas ao seu endereço de e-mail e ao que a lista de convidados diz sobre você. Seu endereço IP e seu dispositivo não são guardados.",
  },
  answerErrors: {
    required: "Esta informação é necessária.",
    tooShort: "Escreva pelo menos {minimum, number} caracteres.",
    tooLong: "Escreva no máximo {maximum, number} caracteres.",
    tooFew: "São necessários pelo menos {minimum, number}.",
    tooMany: "São possíveis no máximo {maximum, number}.",
    tooLow: "O número deve ser {minimum, number} ou maior.",
    tooHigh: "O número deve ser {maximum, number} ou menor.",
    notANumber: "Digite um número.",
    invalid: "Este valor não é um dos que são pedidos.",
    unknownField:
      "O formulário enviou um campo que não é pedido. Recarregue a página e tente de novo.",
    chooseAnswer: "Escolha uma resposta.",
    notOffered: "Esta resposta não é uma das oferecidas. Escolha uma destas.",
    cohortStays:
      "Esta resposta definiu quais perguntas você recebe e, por isso, não pode mais ser alterada. As outras podem.",
    placeTaken:
      "Sua vaga neste estudo depende da resposta que você deu antes, e não há mais nenhuma para esta. Sua primeira resposta continua valendo.",
    choiceMissing: "Nada foi escolhido como “{label}”. Faça uma escolha.",
    notShown: "O que foi enviado não está nesta tela. Escolha entre estas opções.",
    bestIsWorst:
      "Você escolheu “{item}” ao mesmo tempo como “{best}” e como “{worst}”. Escolha algo diferente em um dos dois casos.",
    chooseExactly:
      "Escolha {needed, number}. {chosen, plural, =0 {Nada foi escolhido} one {# opção foi escolhida} many {# de opções foram escolhidas} other {# opções foram escolhidas}}.",
    wholeNumber: "Digite um número inteiro, 0 ou maior, sem sinais nem decimais.",
    percentageMissing: "Digite uma porcentagem de 0 a 100.",
    sumTooLow:
      "Os pontos somam {sum, number}: ainda há {off, number} de {total, number} para distribuir.",
    sumTooHigh: "Os pontos somam {sum, number}: {off, number} a mais que {total, number}.",
    nothingToRescale: "Dê pontos a pelo menos um item antes de ajustar.",
    notReached: "Esta tela vem depois. O que foi enviado não foi salvo.",
    interviewOver:
      "Suas respostas já haviam sido entregues. O que foi enviado agora não foi salvo.",
    studyClosed: "O estudo está encerrado. O que foi enviado agora não foi salvo.",
    studyPaused: "O estudo está em pausa. Tente mais tarde.",
    studyNotYetOpen: "O estudo ainda não está aberto. Tente mais tarde.",
    linkNotComplete: "Este link não está completo. Peça o link inteiro a quem o enviou.",
    begunAlready: "Um questionário já foi iniciado com este link.",
    chooseSome: "Escolha pelo menos uma resposta.",
    exclusiveWithOthers:
      "“{option}” não combina com outra resposta. Deixe só essa ou só as outras.",
    otherMissing: "Diga o que é com suas próprias palavras ou escolha outra resposta.",
    otherNotChosen: "Você escreveu algo ao lado de “{option}”. Escolha-a também ou apague o texto.",
    rankNotOffered: "Escolha uma posição de 1 a {last}, ou nenhuma.",
    rankTwice: "A posição {rank} já foi dada a “{option}”. Dê cada posição uma só vez.",
    rankGap: "A posição {missing} não foi dada. Dê as posições a partir de 1, sem saltos.",
    ranksMissing:
      "Dê cada posição de 1 a {needed} uma vez. {given, plural, =0 {Nenhuma foi dada} one {# foi dada} many {# foram dadas} other {# foram dadas}}.",
    numberMissing: "Digite um número.",
    numberWhole: "Digite um número inteiro em algarismos.",
    numberDecimals:
      "Digite um número em algarismos com no máximo {decimals, plural, one {# casa decimal} many {# de casas decimais} other {# casas decimais}}.",
    textMissing: "Escreva uma resposta.",
    judgementMissing: "Nada foi escolhido para “{item}”. Faça uma escolha.",
    numberUnclear:
      "“{typed}” pode ser lido de duas maneiras. Digite {large} para o número maior ou {small} para o menor.",
    answeredElsewhere:
      "Esta tela foi respondida em outra janela depois de aberta aqui. O que está salvo:",
    otherScreen: "O que foi enviado pertence a outra tela e não foi salvo. Responda novamente.",
  },
  everywhere: {
    errorSummaryTitle: "Há um problema",
    synthetic: "Dados sintéticos: participantes simulados, não pessoas",
  },
};
