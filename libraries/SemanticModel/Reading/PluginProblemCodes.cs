namespace NlSql.SemanticModel.Reading;

/// <summary>The codes of <see cref="PluginProblem"/>. They are part of the interface and are never renamed.</summary>
public static class PluginProblemCodes
{
    /// <summary>One of the five files is not there.</summary>
    public const string FileMissing = "plugin.file-missing";

    /// <summary>A YAML file that is none of the five.</summary>
    public const string FileUnknown = "plugin.file-unknown";

    /// <summary>A file is larger than 256 KiB.</summary>
    public const string FileTooLarge = "plugin.file-too-large";

    /// <summary>A file is not UTF-8, begins with a byte order mark or holds control characters.</summary>
    public const string Encoding = "plugin.encoding";

    /// <summary>A file is not YAML.</summary>
    public const string Syntax = "plugin.syntax";

    /// <summary>YAML that is refused: aliases, anchors, tags, directives, a second document.</summary>
    public const string Refused = "plugin.yaml-refused";

    /// <summary>More than 32 levels or 20,000 elements.</summary>
    public const string TooComplex = "plugin.too-complex";

    /// <summary>A key is given twice.</summary>
    public const string DuplicateKey = "plugin.duplicate-key";

    /// <summary>A key that means nothing here.</summary>
    public const string UnknownKey = "plugin.unknown-key";

    /// <summary>A key that must be there is not.</summary>
    public const string MissingKey = "plugin.missing-key";

    /// <summary>A value of another kind than expected: a text for a number, a list for a text.</summary>
    public const string WrongType = "plugin.wrong-type";

    /// <summary>A word that is none of the allowed ones, or a number out of range.</summary>
    public const string WrongValue = "plugin.wrong-value";

    /// <summary>A name that is no identifier, or is reserved.</summary>
    public const string BadName = "plugin.bad-name";

    /// <summary>More of something than is allowed.</summary>
    public const string TooMany = "plugin.too-many";

    /// <summary>The id in schema.yaml is not the folder's name.</summary>
    public const string WrongId = "plugin.wrong-id";

    /// <summary>No table of that name.</summary>
    public const string UnknownTable = "plugin.unknown-table";

    /// <summary>No column of that name.</summary>
    public const string UnknownColumn = "plugin.unknown-column";

    /// <summary>No metric of that name.</summary>
    public const string UnknownMetric = "plugin.unknown-metric";

    /// <summary>No segment of that name.</summary>
    public const string UnknownSegment = "plugin.unknown-segment";

    /// <summary>No role of that name.</summary>
    public const string UnknownRole = "plugin.unknown-role";

    /// <summary>A term that maps to nothing.</summary>
    public const string UnknownName = "plugin.unknown-name";

    /// <summary>Two things share a name, or a phrase means two things.</summary>
    public const string Clash = "plugin.clash";

    /// <summary>A key, a time column or a relationship that cannot be one.</summary>
    public const string BadKey = "plugin.bad-key";

    /// <summary>A relationship whose columns do not fit each other.</summary>
    public const string BadRelationship = "plugin.bad-relationship";

    /// <summary>A metric whose parts do not fit its type.</summary>
    public const string BadMetric = "plugin.bad-metric";

    /// <summary>Metrics that are made of each other.</summary>
    public const string MetricCycle = "plugin.metric-cycle";

    /// <summary>An SQL expression that is not understood or not allowed.</summary>
    public const string BadExpression = "plugin.bad-expression";

    /// <summary>A semantic query that is none.</summary>
    public const string BadQuery = "plugin.bad-query";

    /// <summary>A slot that is not declared, not used or not fillable.</summary>
    public const string BadSlot = "plugin.bad-slot";

    /// <summary>An insight whose rule is not complete.</summary>
    public const string BadInsight = "plugin.bad-insight";

    /// <summary>A verified question that cannot become SQL, or that its own policy refuses.</summary>
    public const string QuestionNotCompiled = "plugin.question-not-compiled";

    /// <summary>A verified question whose SQL Postgres refuses, or that takes too long on the sample data.</summary>
    public const string QuestionFailed = "plugin.question-failed";

    /// <summary>A verified question that gives other rows on the sample data than it says.</summary>
    public const string QuestionWrongRows = "plugin.question-wrong-rows";

    /// <summary>An insight's rule that cannot become SQL, or that its own policy refuses.</summary>
    public const string InsightNotCompiled = "plugin.insight-not-compiled";

    /// <summary>Sample data that cannot be loaded into the plugin's tables.</summary>
    public const string BadSampleData = "plugin.bad-sample-data";
}
