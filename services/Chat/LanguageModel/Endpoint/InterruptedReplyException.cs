namespace NlSql.Chat.LanguageModel.Endpoint;

/// <summary>A reply broke off after its beginning had been handed on.</summary>
internal sealed class InterruptedReplyException(Exception inner) : Exception("The reply broke off.", inner);
