namespace NlSql.Chat.LanguageModel.Endpoint;

/// <summary>Ends replies that do not end: more than the limit is an error, not memory.</summary>
internal sealed class BoundedReplies(long maximumBytes) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(maximumBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
