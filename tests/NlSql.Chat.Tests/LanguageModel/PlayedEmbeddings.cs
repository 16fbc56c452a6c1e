using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace NlSql.Chat.Tests.LanguageModel;

/// <summary>The embeddings of a played endpoint: each text has the vector that a test wants.</summary>
internal sealed class PlayedEmbeddings
{
    private readonly ConcurrentQueue<IReadOnlyList<string>> calls = new();

    /// <summary>The texts of each call since the last <see cref="Play"/>, oldest first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Calls => [.. calls];

    private Func<string, float[]> Vector { get; set; } = _ => [1, 0];

    private PlayedReply? Failure { get; set; }

    /// <summary>What the next calls get: a vector for each text, or a failure.</summary>
    public void Play(Func<string, float[]> vector, PlayedReply? failure = null)
    {
        calls.Clear();
        (Vector, Failure) = (vector, failure);
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body, cancellationToken: context.RequestAborted);
        var texts = body.GetProperty("input").EnumerateArray().Select(t => t.GetString()!).ToList();
        calls.Enqueue(texts);
        if (Failure is { } failure)
        {
            await failure.WriteAsync(context, new PlayedCall(body, "", ""));
            return;
        }

        var isBase64 = body.TryGetProperty("encoding_format", out var format) && format.GetString() == "base64";
        await context.Response.WriteAsJsonAsync(
            new
            {
                @object = "list",
                data = texts.Select((text, index) => new { @object = "embedding", index, embedding = isBase64 ? (object)Base64(Vector(text)) : Vector(text) }),
                model = body.GetProperty("model").GetString(),
                usage = new { prompt_tokens = 7, total_tokens = 7 },
            },
            context.RequestAborted);
    }

    private static string Base64(float[] vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        Buffer.BlockCopy(vector, 0, bytes, 0, bytes.Length);
        return Convert.ToBase64String(bytes);
    }
}
