import HufuHTTP
import HufuSigning

/// The small page a person sees after signing in.
enum CallbackPage {
  static let received = page("✅", Bilingual(zh: "登录信息已收到，请回到终端。", en: "Hufu has what it needs. Go back to the terminal."))
  static let refused = page("⛔", Bilingual(zh: "没有得到授权，请看终端里的说明。", en: "Not authorised. The terminal says why."))

  private static func page(_ sign: String, _ text: Bilingual) -> CallbackListener.Page {
    CallbackListener.Page(
      html: """
        <!DOCTYPE html>
        <html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>虎符 Hufu</title>
        <style>body{font:18px/1.7 system-ui,sans-serif;max-width:32em;margin:18vh auto;padding:0 1em;text-align:center}</style></head>
        <body><p style="font-size:48px;margin:0">\(sign)</p><p>\(text.zh)</p><p lang="en">\(text.en)</p></body></html>

        """)
  }
}
