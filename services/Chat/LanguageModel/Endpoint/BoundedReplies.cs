namespace NlSql.Chat.LanguageModel.Endpoint;

/// <summary>Ends replies that do not end: more than the limit is an error, not memory. What is streamed is counted as it comes.</summary>
internal sealed class BoundedReplies(long maximumBytes) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
            {
                var counted = new StreamContent(new CountedStream(await response.Content.ReadAsStreamAsync(cancellationToken), maximumBytes));
                counted.Headers.ContentType = response.Content.Headers.ContentType;
                response.Content = counted;
            }
            else
            {
                await response.Content.LoadIntoBufferAsync(maximumBytes, cancellationToken);
            }

            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
