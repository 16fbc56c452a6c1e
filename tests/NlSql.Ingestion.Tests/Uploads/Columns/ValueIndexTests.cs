using System.Text;
using NlSql.Ingestion.Uploads.Columns;

namespace NlSql.Ingestion.Tests.Uploads.Columns;

public sealed class ValueIndexTests
{
    private const int Limit = 1_000;

    [Fact]
    public void Add_UpToTheLimit_HoldsAllWithTheirCounts()
    {
        var index = Of(Enumerable.Range(0, Limit).SelectMany(i => Enumerable.Repeat($"v{i}", 1 + i % 3)));

        Assert.True(index.Complete);
        Assert.Equal(Limit, index.Count);
        Assert.All(index.MostFrequentFirst(), v => Assert.Equal(1 + int.Parse(v.Value[1..], System.Globalization.CultureInfo.InvariantCulture) % 3, v.Count));
    }

    [Fact]
    public void Add_OneBeyondTheLimit_SaysThatItIsIncomplete()
    {
        var index = Of(Enumerable.Range(0, Limit + 1).Select(i => $"v{i}"));

        Assert.False(index.Complete);
        Assert.InRange(index.Count, 1, Limit);
    }

    [Fact]
    public void Add_FarBeyondTheLimit_KeepsTheHeavyHitters()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 200_000).Select(_ => random.Next(10) < 3 ? $"often {random.Next(20)}" : $"seldom {random.Next(100_000)}").ToList();

        var index = Of(values);

        Assert.False(index.Complete);
        Assert.InRange(index.Count, 1, Limit);
        var exact = values.CountBy(v => v).ToDictionary();
        var most = index.MostFrequentFirst().Take(20).ToList();
        Assert.All(most, v => Assert.StartsWith("often", v.Value, StringComparison.Ordinal));
        Assert.All(most, v => Assert.InRange(v.Count, exact[v.Value] * 0.95, exact[v.Value]));
    }

    [Fact]
    public void Add_AValueTooLong_IsIncompleteAndHoldsTheRest()
    {
        var index = Of([new string('x', 201), "short", new string('y', 200)]);

        Assert.False(index.Complete);
        Assert.Equal(2, index.Count);
    }

    private static ValueIndex Of(IEnumerable<string> values)
    {
        var index = new ValueIndex(Limit);
        foreach (var value in values.Select(Encoding.UTF8.GetBytes))
            index.Add(value, ValueBits.Hash(value));
        return index;
    }
}
