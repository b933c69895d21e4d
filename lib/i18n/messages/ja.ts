import type { RespondentMessages } from "./respondent-messages";

/** Japanese, in polite form. */
export const ja: RespondentMessages = {
  interview: {
    start: "開始する",
    continue: "次へ",
    back: "戻る",
    language: "言語：{name}",
    errorPrefix: "エラー：{title}",
    taskOf: "設問 {number, number}／{count, number}",
    screenOf: "画面 {number, number}／{count, number}",
    timeLeft: "{minutes, plural, =0 {残り1分未満} other {残り約#分}}",
    duration: "{minutes, plural, =0 {所要時間は1分未満です。} other {所要時間は約#分です。}}",
    comeBack:
      "「次へ」を押すたびに、その画面が保存されます。後で、または別の端末で続けるには、表示中のページのURLを控えておいてください。",
    saving: "保存しています…",
    saved: "保存しました",
    trying: "接続できません。再試行しています…",
    privacy: "回答は、お名前、メールアドレスやIPアドレス、端末の情報を含めずに保存されます。",
    definition: "意味を見る",
    definitionOf: "（{item}）",
    chosen: "選択済み",
    items: "比較する項目",
    sameItem:
      "「{item}」が「{best}」と「{worst}」の両方に選ばれています。どちらか一方は別の項目をお選びください。",
    answerAs: "次のグループの立場で回答してください：{cohort}",
    chooseFirst: "まず「{label}」を1つお選びください。",
    chooseThen: "次に、残りの中から「{label}」を1つお選びください。",
    changeFirst: "最初の選択を変更する",
    askTwoStep: "2段階で回答する",
    askTogether: "両方を同時に回答する",
    optional: "回答せずに次へ進むこともできます。",
    cohortStays: "この回答によって以降の質問が決まったため、変更できなくなりました。",
    pointsFor: "「{item}」の点数",
    percentFor: "「{item}」のパーセント",
    total: "合計",
    totalOf: "／ {total, number}",
    left: "残り {off} 点",
    over: "{off} 点超過",
    exact: "合計が合っています",
    chosenOf: "{needed, number}個中{count}個を選択",
    rescale: "合計を{total, number}に調整",
    rescaled: "点数の合計が{total, number}になりました。ご確認のうえ、次へお進みください。",
    doneTitle: "ありがとうございました",
    doneSaved: "回答は保存されました。このページを閉じていただいて構いません。",
    screenedOutTitle: "ご関心をお寄せいただき、ありがとうございます",
    overQuotaTitle: "ご関心をお寄せいただき、ありがとうございます",
    overQuotaUsual:
      "同じグループの方の回答がすでに必要な数に達したため、これ以上の質問はありません。",
    overQuotaAway:
      "ご不在の間、調査で定められた時間までは枠を確保していましたが、その後、別の方に割り当てられました。保存済みの回答は保管されます。",
    closedTitle: "この調査は終了しました",
    closedText: "回答の受付は終了しています。保存済みの回答は保管されます。",
    pausedTitle: "この調査は一時停止中です",
    pausedText:
      "現在、新しい方の参加を受け付けていません。後ほど、このリンクをもう一度お試しください。",
    notYetTitle: "この調査はまだ始まっていません",
    notYetText: "開始日時：{moment}。それ以降にこのリンクをご利用ください。",
    opensUntil: "参加の締め切り：{moment}。",
    badLinkTitle: "このリンクは不完全です",
    badLinkText:
      "受け取ったリンク全体を開いてください。それでもこのページが表示される場合は、リンクの送り主にお知らせください。",
    begunTitle: "このリンクはすでに使用されています",
    begunText:
      "このリンクでは、すでに回答が始まっています。ご自身の回答が途中であれば、中断したページから続けてください。",
    unsubscribeTitle: "この調査に関するメールを停止しますか？",
    unsubscribeText: "「{study}」の招待や確認のメールは今後届きません。",
    unsubscribe: "メールを停止する",
    unsubscribedTitle: "メールは今後届きません",
    unsubscribedText:
      "「{study}」の送信先からアドレスを削除しました。参加を希望される場合、メールのリンクは引き続きお使いいただけます。",
    takenBack: "{host} に戻ります。",
    wayBack: "{host} に戻る",
    previewTitle: "プレビュー：何も保存されません",
    testTitle: "テスト：集計されません",
    unavailableTitle: "まだ保存されていません",
    unavailableText:
      "サーバーが一時的に混み合っています。何も失われていません。選択した内容はこのページに残っています。ボタンを押して、もう一度送信してください。",
    unavailableReadText:
      "サーバーが一時的に混み合っています。何も失われていません。もう一度お試しください。",
    again: "もう一度試す",
    unexpectedTitle: "システムで問題が発生しました",
    unexpectedText:
      "選択した内容は保存されていない可能性がありますが、このページに残っています。ボタンを押して、もう一度送信してください。二重に数えられることはありません。",
    unexpectedReadText: "何も失われていません。もう一度お試しください。",
    notFoundTitle: "このアドレスには何もありません",
    notFoundText: "アドレスが最後の文字まで正しくコピーされているか、ご確認ください。",
    refusedTitle: "保存されませんでした",
    goOn: "回答を続ける",
    tooLargeText: "送信された内容が大きすぎて、このフォームでは受け付けられません。",
    wrongTypeText:
      "ここで読み取れるのは、application/x-www-form-urlencoded で送信されたフォームだけです。",
    chooseAny: "あてはまるものをすべてお選びください。",
    goesAlone:
      "「{option}」はほかの回答と同時に選べません。これだけを残すか、ほかの回答を残してください。",
    otherText: "{option}：ご自身の言葉で",
    otherPlaceholder: "ご自身の言葉で",
    rankThem: "{last, plural, other {1位に1、2位に2、というように#まで順位を付けてください。}}",
    placeOf: "「{option}」の順位",
    unreached: "まだ保存されていません。再試行しています…",
    replaceStored: "ここに表示されている内容で置き換えるには、「{button}」を押してください。",
    keepStored: "保存されている回答を残す",
    storedNothing: "回答なし",
    privacyLink: "アクセスに使われたリンクに含まれる流入元の情報は、回答とともに保存されます。",
    privacyPanel:
      "回答とともに、調査パネルでのあなたのIDと、そのリンクに含まれるその他の情報が保存されます。お名前、メールアドレスやIPアドレス、端末の情報は保存されません。",
    privacyInvitation:
      "この招待は個人宛てです。回答は、あなたのメールアドレスおよび招待者リストの情報と結び付けられます。IPアドレスと端末の情報は保存されません。",
  },
  answerErrors: {
    required: "この項目は必須です。",
    tooShort: "{minimum, number}文字以上で入力してください。",
    tooLong: "{maximum, number}文字以内で入力してください。",
    tooFew: "少なくとも{minimum, number}個必要です。",
    tooMany: "最大{maximum, number}個までです。",
    tooLow: "{minimum, number}以上の数を入力してください。",
    tooHigh: "{maximum, number}以下の数を入力してください。",
    notANumber: "数値を入力してください。",
    invalid: "この値は、求められているものではありません。",
    unknownField:
      "フォームから不要な項目が送信されました。ページを再読み込みして、もう一度お試しください。",
    chooseAnswer: "回答を1つお選びください。",
    notOffered: "この回答は選択肢にありません。次の中からお選びください。",
    cohortStays:
      "この回答によって以降の質問が決まったため、変更できなくなりました。ほかの回答は変更できます。",
    placeTaken:
      "この調査での枠は先の回答によって確保されており、今回の回答の枠は残っていません。最初の回答のままとなります。",
    choiceMissing: "「{label}」が選ばれていません。1つお選びください。",
    notShown: "送信された内容はこの画面にありません。次の中からお選びください。",
    bestIsWorst:
      "「{item}」が「{best}」と「{worst}」の両方に選ばれています。どちらか一方は別の項目をお選びください。",
    chooseExactly:
      "{needed, number}個お選びください。{chosen, plural, =0 {まだ何も選ばれていません} other {現在#個が選ばれています}}。",
    wholeNumber: "0以上の整数を、符号や小数点を付けずに入力してください。",
    percentageMissing: "0から100までのパーセントを入力してください。",
    sumTooLow:
      "点数の合計は{sum, number}です。{total, number}点のうち{off, number}点が残っています。",
    sumTooHigh: "点数の合計は{sum, number}です。{total, number}を{off, number}超えています。",
    nothingToRescale: "調整する前に、少なくとも1つの項目に点数を付けてください。",
    notReached: "この画面はまだ先です。送信された内容は保存されていません。",
    interviewOver: "回答はすでに提出されています。今回送信された内容は保存されていません。",
    studyClosed: "この調査は終了しました。今回送信された内容は保存されていません。",
    studyPaused: "この調査は一時停止中です。後ほどお試しください。",
    studyNotYetOpen: "この調査はまだ始まっていません。後ほどお試しください。",
    linkNotComplete: "このリンクは不完全です。送り主に完全なリンクをお尋ねください。",
    begunAlready: "このリンクでは、すでに回答が始まっています。",
    chooseSome: "回答を少なくとも1つお選びください。",
    exclusiveWithOthers:
      "「{option}」はほかの回答と同時に選べません。これだけを残すか、ほかの回答を残してください。",
    otherMissing: "ご自身の言葉でお書きいただくか、別の回答をお選びください。",
    otherNotChosen:
      "「{option}」の横に文字が入力されています。これも選択するか、文字を消してください。",
    rankNotOffered: "1から{last}までの順位を選ぶか、空欄のままにしてください。",
    rankTwice: "順位{rank}はすでに「{option}」に付けられています。各順位は1回だけお使いください。",
    rankGap: "順位{missing}がどれにも付けられていません。1から順に、間を空けずに付けてください。",
    ranksMissing:
      "1から{needed}までの順位を1回ずつ付けてください。{given, plural, =0 {まだ何も付けられていません} other {現在#個付けられています}}。",
    numberMissing: "数値を入力してください。",
    numberWhole: "整数の数値を入力してください。",
    numberDecimals: "数値を入力してください。小数は{decimals, plural, other {#桁}}までです。",
    textMissing: "回答を入力してください。",
    judgementMissing: "「{item}」についてまだ選ばれていません。1つお選びください。",
    numberUnclear:
      "「{typed}」は2通りに読めます。大きいほうの数値なら{large}、小さいほうの数値なら{small}と入力してください。",
    answeredElsewhere:
      "この画面は、ここで開いた後に別のウィンドウで回答されました。保存されている回答：",
    otherScreen:
      "送信された内容は別の画面のものです。保存されていませんので、もう一度ご回答ください。",
  },
  everywhere: {
    errorSummaryTitle: "問題があります",
    synthetic: "合成データ：模擬の回答者であり、実在の人ではありません",
  },
};
