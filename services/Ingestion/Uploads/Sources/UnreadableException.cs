using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads.Sources;

/// <summary>Stops a reader that stands between us and a stream: only an exception gets through it.</summary>
internal sealed class UnreadableException(Failure failure) : Exception(failure.Message)
{
    public Failure Failure => failure;
}
