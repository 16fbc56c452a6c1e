namespace NlSql.Query.Reading;

/// <summary>
/// Every weight of reading, in one place. A reading's score is the sum of its features times these; a change here is reviewed against
/// the golden questions.
/// </summary>
internal static class ReadingWeights
{
    // Covers: how words are explained.
    public const double UnexplainedWord = 3.0;
    public const double LongerMention = 0.2;

    /// <summary>Two readings closer than this that differ in their result make the question ambiguous.</summary>
    public const double Close = 0.12;

    /// <summary>A reading with a score below this is never run.</summary>
    public const double Acceptable = -1.6;

    /// <summary>What may speak against a reading of rows that runs: of those below, every second one was wrong on the tuning set.</summary>
    public const double AcceptableDoubt = -0.8;

    /// <summary>The weight of a feature.</summary>
    public static double Of(Feature feature) => feature switch
    {
        Feature.UnusedMention => -2.0,
        Feature.UnreachableColumn => -4.0,
        Feature.UnsupportedCalculation => -2.5,
        Feature.NothingAsked => -4.0,
        Feature.NoMeasure => -3.0,
        Feature.NothingToRank => -3.0,
        Feature.AggregateOfMetric => -3.0,
        Feature.AggregateOfText => -3.0,
        Feature.CountOfMeasure => -0.6,
        Feature.ConditionWithoutTarget => -3.0,
        Feature.ConditionOnWhole => -2.5,
        Feature.SeparatePeriods => -3.0,
        Feature.NoTimeColumn => -3.0,
        Feature.TopWithinGroups => -3.0,
        Feature.GroupedWithoutWord => -0.15,
        Feature.TableSaysWhoseColumn => -0.05,
        Feature.GroupedByKey => -0.1,
        Feature.TableBesideOwnColumn => -0.3,
        Feature.ColumnBesideTable => -0.3,
        Feature.ActivityNamesMeasure => 0.4,
        Feature.TableReadAsMeasure => -0.6,
        Feature.ListedMeasure => -0.3,
        Feature.ColumnOfOtherTable => -0.05,
        Feature.ValueOfNamedColumn => 0.5,
        Feature.ValueOfNamedTable => 0.4,
        Feature.ValueWithoutPlace => -0.4,
        Feature.OtherThing => -1.7,
        Feature.RelatedCondition => -0.25,
        Feature.UnusedOutput => -1.7,
        Feature.ReferenceShown => -0.25,
        Feature.WeakerMeaning => -1.0,
        Feature.NotPlainlyNamed => -0.01,
        _ => 0,
    };
}

/// <summary>What is counted for or against a reading.</summary>
internal enum Feature
{
    /// <summary>A mention that no rule used.</summary>
    UnusedMention,

    /// <summary>A column that one row of the measured table does not lead to.</summary>
    UnreachableColumn,

    /// <summary>Words that ask for what cannot be expressed.</summary>
    UnsupportedCalculation,

    /// <summary>No output at all.</summary>
    NothingAsked,

    /// <summary>Groups, but nothing measured.</summary>
    NoMeasure,

    /// <summary>A superlative without a measure or without things to rank.</summary>
    NothingToRank,

    /// <summary>The average of a metric, which the model does not define.</summary>
    AggregateOfMetric,

    /// <summary>The average of a text.</summary>
    AggregateOfText,

    /// <summary>"number of" before something that is no count.</summary>
    CountOfMeasure,

    /// <summary>A comparison without the thing compared.</summary>
    ConditionWithoutTarget,

    /// <summary>A condition on a metric where nothing is grouped.</summary>
    ConditionOnWhole,

    /// <summary>Several periods that do not join.</summary>
    SeparatePeriods,

    /// <summary>A period or time bucket for a table without time.</summary>
    NoTimeColumn,

    /// <summary>The best of each group, which cannot be expressed yet.</summary>
    TopWithinGroups,

    /// <summary>A group that no word announced.</summary>
    GroupedWithoutWord,

    /// <summary>"customer town": two words where the model may have one name.</summary>
    TableSaysWhoseColumn,

    /// <summary>A group by an identifier where a name would do.</summary>
    GroupedByKey,

    /// <summary>Grouped by a table where the measured table has a column of the same name.</summary>
    TableBesideOwnColumn,

    /// <summary>A column's values counted where a table has the same name.</summary>
    ColumnBesideTable,

    /// <summary>A verb that says which of two measures is meant.</summary>
    ActivityNamesMeasure,

    /// <summary>A table's rows counted without a counting word.</summary>
    TableReadAsMeasure,

    /// <summary>"list" before a measure.</summary>
    ListedMeasure,

    /// <summary>A column of another table than the one measured.</summary>
    ColumnOfOtherTable,

    /// <summary>A value beside its column's name.</summary>
    ValueOfNamedColumn,

    /// <summary>A value beside its table's name.</summary>
    ValueOfNamedTable,

    /// <summary>A weak value without its column's name.</summary>
    ValueWithoutPlace,

    /// <summary>Rows of another table than the one whose noun is the thing asked for.</summary>
    OtherThing,

    /// <summary>A condition on rows that belong to the thing.</summary>
    RelatedCondition,

    /// <summary>A column behind "of" or "by" that is neither shown nor a condition.</summary>
    UnusedOutput,

    /// <summary>A reference shown in place of what it refers to.</summary>
    ReferenceShown,

    /// <summary>A noun taken for a column that it names much less plainly than another; by how much.</summary>
    WeakerMeaning,

    /// <summary>Rows of a table that no word means more plainly than another: of readings that are as good, another counts.</summary>
    NotPlainlyNamed,
}
