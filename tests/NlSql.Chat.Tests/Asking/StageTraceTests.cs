using System.Collections.Concurrent;
using System.Diagnostics;

namespace NlSql.Chat.Tests.Asking;

/// <summary>What operators see of a question: its stages as spans of one trace, and nothing of what was asked or found.</summary>
[Collection(ChatService.Name)]
public sealed class StageTraceTests(ChatFixture chat)
{
    [Fact]
    public async Task Ask_AQuestion_HasASpanForEachStageInOneTraceWithoutWordsOrRows()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var shop = await chat.OpenShopAsync();

        var answer = await shop.AskAsync("total revenue last 7 days");

        var trace = answer.GetProperty("trace_id").GetString();
        var own = spans.Where(span => span.TraceId.ToString() == trace).ToList();
        var stages = own.Where(span => span.Source.Name == "NlSql.Chat").ToList();
        Assert.Equal(
            ["ask remember", "ask run", "ask select", "ask suggest", "ask tell", "ask understand"],
            stages.Select(span => span.OperationName).Distinct().Order(StringComparer.Ordinal));
        // All hang below the request, some of them below the look-up of what may be known already; what the database was asked hangs below a stage.
        var request = Assert.Single(own, span => span.Kind == ActivityKind.Server);
        Assert.All(own.Where(span => span != request), span => Assert.Contains(own, above => above.SpanId == span.ParentSpanId));
        Assert.Contains(own, span => span.Source.Name == "Npgsql" && stages.Exists(stage => stage.SpanId == span.ParentSpanId));
        var told = string.Join('\n', own.SelectMany(TextsOf));
        Assert.DoesNotContain("total revenue", told, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"\b1050\b", told);
        Assert.DoesNotContain("2025-03-11", told, StringComparison.Ordinal);
    }

    private static IEnumerable<string> TextsOf(Activity span) =>
        span.TagObjects.Concat(span.Events.SelectMany(e => e.Tags)).Concat(span.Baggage.Select(b => KeyValuePair.Create(b.Key, (object?)b.Value)))
            .Select(tag => $"{tag.Key}={tag.Value}").Append(span.DisplayName);
}
