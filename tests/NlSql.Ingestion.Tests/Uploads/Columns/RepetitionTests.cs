using NlSql.Ingestion.Uploads.Columns;

namespace NlSql.Ingestion.Tests.Uploads.Columns;

public sealed class RepetitionTests
{
    private const int Values = 200_000;

    [Theory]
    [InlineData(0, 199_999)]
    [InlineData(16_383, 16_384)]
    [InlineData(100_000, 100_001)]
    public void Unique_OneRepetitionAmongMany_IsFound(int place, int other)
    {
        var budget = new RepetitionBudget(1 << 20);

        Assert.False(Of(budget, i => i == other ? place : i).Unique);
        Assert.True(budget.TryTake(1 << 20));
    }

    [Fact]
    public void Unique_NoRepetition_IsTrueAndGivesTheRoomBack()
    {
        var budget = new RepetitionBudget(1 << 20);
        var test = Of(budget, i => i);

        Assert.True(test.Unique);
        Assert.True(test.Unique);
        Assert.True(budget.TryTake(1 << 20));
    }

    [Theory]
    [InlineData(212_992, true)]
    [InlineData(212_991, null)]
    public void Unique_RoomForAllOrOneLess_IsKnownOrNot(int room, bool? unique)
    {
        var budget = new RepetitionBudget(room);

        Assert.Equal(unique, Of(budget, i => i).Unique);
        Assert.True(budget.TryTake(room));
    }

    [Fact]
    public void Unique_NoValues_IsNotKnown() => Assert.Null(new RepetitionTest(new RepetitionBudget(1 << 20)).Unique);

    private static RepetitionTest Of(RepetitionBudget budget, Func<int, int> value)
    {
        var test = new RepetitionTest(budget);
        for (var i = 0; i < Values; i++)
            test.Add(ValueBits.Hash((ulong)value(i)));
        return test;
    }
}
