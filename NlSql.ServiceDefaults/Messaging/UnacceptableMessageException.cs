namespace NlSql.ServiceDefaults.Messaging;

/// <summary>A message that no retry makes acceptable: it goes to the error queue at once.</summary>
public sealed class UnacceptableMessageException : Exception
{
    public UnacceptableMessageException()
    {
    }

    /// <param name="message">What is wrong with it, without its content.</param>
    public UnacceptableMessageException(string message)
        : base(message)
    {
    }

    public UnacceptableMessageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
