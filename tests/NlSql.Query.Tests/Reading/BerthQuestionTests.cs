using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;

namespace NlSql.Query.Tests.Reading;

/// <summary>A stay begins with its arrival, a journey with its departure: files tell which by the order of their columns.</summary>
public sealed class BerthQuestionTests
{
    [Theory]
    [InlineData("average length of stay", "arrives", "departs", "days_from_arrives_to_departs")]
    [InlineData("average duration", "departs", "arrives", "days_from_departs_to_arrives")]
    public void Compile_TimeBetweenArrivalAndDeparture_IsNotNegative(string question, string first, string second, string column)
    {
        var context = Of(
            new() { Name = "berths", Label = "Berths", PrimaryKey = ["berth_ref"], TimeColumn = first, Columns = [Column("berth_ref", ColumnType.Text, ColumnKind.Id), Column("boat", ColumnType.Text, ColumnKind.Dimension), Column(first, ColumnType.Date, ColumnKind.Time), Column(second, ColumnType.Date, ColumnKind.Time)] },
            [Count("berths", "berth_count", "Number of berths")], new Dictionary<string, string[]> { ["boat"] = ["Heron", "Tern"] }, new(2025, 12, 31));

        var compiled = QuestionCompiler.Compile(question, context);

        Assert.Equal(QuestionOutcome.Ready, compiled.Outcome);
        Assert.Equal($"berths.{column}", Assert.Single(compiled.Query!.Metrics).Column);
    }
}
