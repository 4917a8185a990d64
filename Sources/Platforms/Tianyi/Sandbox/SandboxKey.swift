/// The RSA key of the sandbox's application: a throw-away, made with `openssl genrsa 1024` for this file and used nowhere else.
///
/// 1024 bits, like the keys the platform gives out (platforms/tianyi.md §4), as bare base64 of PKCS#8, as the portal shows them.
enum SandboxKey {
  static let privateKey =
    "MIICeQIBADANBgkqhkiG9w0BAQEFAASCAmMwggJfAgEAAoGBAM2dRZC1rAj2RUHyx9SC9HpswztD4vaFM66ek0M9TYLgImh4VHxz"
    + "3oj6WupxxG/PvAPpEqlHofMyATZ3Ebj6DTGV/VLHIiH3kDbPCxldD4MN3MQTyivwGDv5aqhQPQEgteNNBOTGdmYiiTlUMKcSNFKd"
    + "sDM93Ed2B38FlZH6w/t3AgMBAAECgYEArc3xjd9jqrex14tHy6Vez1W8ug4qfkQeac71oHLjYGvh6fk9QW4YgCVQULkWWYV54rxT"
    + "3/ADP7XXPJjtzDTijLGn+iHV4Hwqk2vlwDFzAy7Sufp6knkdcrG0pY6iEaAE24SY9OkaHgpqOj8M2L64OdSpou8m9YoRLPU2AYMP"
    + "GDECQQDtemRyChpYun1ed+WPTIKloRSSbUn172Ue5Ohue0vS/m0jr76S47Ua/7nzbPhBba0DHLopJ82RgpdvBY3QvSgbAkEA3aar"
    + "7ZAFGN02ZGqEicU8O5WeKU9K0oBmnr8z2OLI7wJtYkWM9x/L22w70h10EvR3nEdyyuNP/jMwhEIvLCin1QJBAKDCgu7EMhOwox/p"
    + "UEiShbqz8aYyP6gyGCUy1rm705eQzrciyILNjRMq3GmScfhw03dQ4iDsJfgEDJmGi/srodMCQQCwE910pPpHnEO/VZbgUxzcQKka"
    + "K/FGc9YRudaYLuBsbkMy1Al9r3akYsDK07cH78itD10zq4w6ZbPe/Sy4KbvZAkEAn4xDIqiHc4xPFqQHHxU5GpIBfhd8MVXjwJv9"
    + "VpSYuPjWTRFDn3l/mi7nJu033gIs0lPk2XvWMvVCWq4Eoy7Llw=="
}
