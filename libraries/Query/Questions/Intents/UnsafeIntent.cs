using System.Text.RegularExpressions;
using NlSql.Query.Linking;

namespace NlSql.Query.Questions.Intents;

/// <summary>
/// Requests to change data, to run statements, to get around the rules or to reach what belongs to others. A verb counts only as an order:
/// at the head of a clause and with an object, so that "which products were dropped" and "update me on sales" are questions.
/// </summary>
internal static partial class UnsafeIntent
{
    private const string WriteMessage = "I only read data; I never change, add or delete anything. Nothing was run.";
    private const string StatementMessage = "I answer questions in plain language and run no statements that are written into them. Nothing was run.";
    private const string RulesMessage = "I cannot set aside the rules that I work under. Nothing was run.";
    private const string OutsideMessage = "I can only see your own dataset: no other tenants, datasets, users or parts of the system. Nothing was run.";
    private const string WorkloadMessage = "That would only keep the system busy. Nothing was run.";

    public static Intent? Find(IntentText text, Lexicon lexicon)
    {
        if (Statement().IsMatch(text.Plain) || Selects().Matches(text.Plain).Any(m => IsStatement(m, lexicon)))
            return Refuse("intent.statement", StatementMessage);
        if (text.Clauses.Any(IsWrite) || WriteAsAfterthought().IsMatch(text.Plain) || ForeignWrite().IsMatch(text.Plain))
            return Refuse("intent.write", WriteMessage);
        if (Rules().IsMatch(text.Plain) || Checks().Matches(text.Plain).Any(m => !DataTerms.Begins(lexicon, m.Groups["noun"].Value)))
            return Refuse("intent.rules", RulesMessage);
        if (Outside().Matches(text.Plain).Any(m => !DataTerms.Begins(lexicon, m.Value)) || Carries().IsMatch(text.Plain))
            return Refuse("intent.outside", OutsideMessage);
        return Workload().IsMatch(text.Plain) ? Refuse("intent.workload", WorkloadMessage) : null;
    }

    private static Intent Refuse(string code, string message) => new(IntentKind.Unsafe, code, message);

    private static bool IsWrite(string clause)
    {
        if (DestructiveOrder().IsMatch(clause) || StructuralOrder().IsMatch(clause))
            return true;
        if (AssignmentOrder().IsMatch(clause))
            return !Presented().IsMatch(clause);
        return (RemovalOrder().IsMatch(clause) && !Presentation().IsMatch(clause) && !Ones().IsMatch(clause))
            || (SofterOrder().IsMatch(clause) && !Presentation().IsMatch(clause) && !Measured().IsMatch(clause));
    }

    // "Select customers from Berlin" chooses; a statement names a table and goes on as one.
    private static bool IsStatement(Match match, Lexicon lexicon) =>
        match.Groups["more"].Success || match.Groups["list"].Value.Contains(',', StringComparison.Ordinal)
        || match.Groups["table"].Value.Contains('_', StringComparison.Ordinal) || lexicon.Model.FindTable(match.Groups["table"].Value) is not null;

    // Text of statements, wherever it stands.
    [GeneratedRegex(@"\bdelete\s*from|\bdroptable|\bdrop\s+(?:table|schema|database|view|index|column|role|user|function|extension|trigger|sequence)\b|\btruncate\s+table\b|\binsert\s+into\b|\bupdate\s+\w+\s+set\b|\balter\s+(?:table|role|user|database|schema|column|system)\b|\bcreate\s+(?:or\s+replace|table\s+\w+\s*(?:\(|as\b)|view\s+\w+\s+as\b|function\b|role\b|user\s+\w+\s*(?:with\b|password\b|;|$)|index\s+\w+\s+on\b|schema\b|database\b|extension\b|trigger\b)|\b(?:grant|revoke)\s+(?:select|insert|update|delete|all|usage|execute|connect|create)\b(?:\s+privileges)?(?:\s*,\s*\w+)*\s+(?:on|to|from)\b|\bcopy\s+\w+\s+(?:to|from)\s+(?:program|stdin|stdout|/|'|\S+\.\w+)|\bunion\s+(?:all\s+)?select\b|\bselect\s+\*|\bselect\s+(?:[\w.]+\s*,\s*)*\w+\s*\(|\bselect\s+\w+\s*;|\bpg_\w+|\bset_config\b|\binformation_schema\b|\bvacuum\s+(?:full|analy[sz]e)\b|\bor\s+1\s*=\s*1\b|';|\bxp_cmdshell\b|\bexec(?:ute)?\s*\(")]
    private static partial Regex Statement();

    // Lists of columns straight before "from".
    [GeneratedRegex(@"\bselect\s+(?:distinct\s+)?(?<list>[\w.]+(?:\s*,\s*[\w.]+)*)\s+from\s+(?<table>[\w.]+)(?<more>\s+(?:where|group\s+by|order\s+by|limit|join|having|union|cross|left|inner)\b|\s*;)?")]
    private static partial Regex Selects();

    [GeneratedRegex(@"^(?:delete|erase|overwrite|destroy|shut\s?down|shutdown|vacuum(?=\s+(?:full|the|all|analy))|reindex|run\s+(?:the\s+)?(?:vacuum|delete|drop|truncate|update|insert|one)|drop\s+(?:(?:the|all|every|each|this|that|my|our|these|those)(?!\s+(?:rate|outliers?|decimals?|filters?|legend|columns?\s+from|last\s+filter))|any|everything|it|them)\b|drop\s+\w+\s+(?:table|database|schema)\b|grant\s+(?:me|us|him|her|them|everyone|everybody|anyone)\b|(?:grant|revoke)\s+(?:\w+\s+){0,3}?(?:access|rights|permissions?|privileges?|roles?|admin\w*|superuser|root|select|insert|update|delete)(?=\s+(?:on|to|from|for|of)\b|\s*$)|revoke\s+(?:all|the|every|my|our|select)\b|insert\s+(?:an?|the|this|these|those|my|some|new|one|another|\d+|into|rows?|records?|values?|data|orders?|customers?|following)\b(?!\s+(?:sizes?|rates?|counts?)\b)|restart\s+(?:the|this|your|postgres|all)\b|reboot\b|commit\s*$|commit\s+(?:the|this|it|all)\b|rename\s+(?:the|this|all|my|our|\w+\s+to)\b)(?!\s+(?:key|keys|rate|rates|count|counts|ed|requests?|events?|actions?|buttons?|flags?|valves?|switch(?:es)?)\b)(?:\s|$)")]
    private static partial Regex DestructiveOrder();

    // Verbs that also name things, or what is done to an answer: "purge valves by month", "truncate the list to 5".
    [GeneratedRegex(@"^(?:truncate|purge|wipe|(?:undo|revert)(?!\s+(?:it|that|this)\b)|roll\s?back|kill|clean\s?up|disable|bypass|(?:clear|reset)\s+(?:the|all|every|my|our|out|this))\s+\S")]
    private static partial Regex SofterOrder();

    [GeneratedRegex(@"^\w+\s+(?!the\b|all\b|every\b|each\b|my\b|our\b|this\b|that\b|these\b|those\b|any\b)\w+\s+(?:\w+\s+)?(?:by|per|over|across|trend|rates?|counts?|sales|revenue)\b")]
    private static partial Regex Measured();

    [GeneratedRegex(@"^(?:(?:correct|fix|raise|lower|double)(?=\s+(?:the|all|every|each|my|our|this|these|those)\b)|set|change|modify|edit|adjust|increase|decrease|replace|update|mark|assign)\s+(?!me\b|us\b|on\b|in\b|of\b|over\b|from\b|between\b|it\b|that\b|this\s+to\b|by\b|per\b|since\b|compared\b|relative\b|vs\b|versus\b|sizes?\b|rates?\b)\S.*(?<!\b(?:compared|relative|up|prior|due|according|close|similar))\s(?:to|as|with|by\s+\d+|equal)\b")]
    private static partial Regex AssignmentOrder();

    // What is set here is the answer: "change the chart to bars", "set the limit to 10".
    [GeneratedRegex(@"^\w+\s+(?:the\s+|this\s+)?(?:(?:time|date|chart|sort|top|row|bar|line)\s+)?(?:chart|graph|plot|period|range|limit|grouping|granularity|grain|filters?|sorting|currency|format|year|month|quarter|week|number\s+of\s+(?:rows|results)|breakdown|comparison|view|axis|title|dates?|metric|measure|dimension)\s+(?:to|with|as|by)\b|\bas\s+(?:an?\s+)?(?:share|percent\w*|ratio|fraction|table|chart|graph)\b")]
    private static partial Regex Presented();

    [GeneratedRegex(@"^(?:update\s+(?:the|all|every|each|our|my|these|those)\b(?!.*\b(?:on|about)\b)|add\s+(?:an?\s+|the\s+|new\s+|another\s+|this\s+|some\s+|\d+\s+)+(?:columns?|rows?|records?|fields?|entr(?:y|ies)|tables?|index(?:es)?)\b(?!\s+(?:for|with|of|showing|that|which|per)\b)|add\s+(?:an?\s+|some\s+|new\s+|another\s+|this\s+|\d+\s+)+(?:orders?|customers?|products?|stores?|sales?|users?|items?)\b(?!\s+(?:name|id|count|column|share|filter|dimension|breakdown)s?\b)|create\s+(?:an?\s+|the\s+|new\s+)*(?:user|role|index|schema|database|trigger|function|dataset|record|row|entry|backup)\b(?!\s+(?:of|with|for|per|showing|count|stor\w+)\b)|(?:give|get|make)\s+(?:me|us|my\s+user|everyone)\b.*\b(?:write\s+access|access\s+to\s+all|admin\w*|permissions?|privileges?|superuser|root)\b(?!\s+(?:by|per|beer|users?|changes?)\b)|(?:import|upload|load|write|save|store)\s+(?:the|a|this|these|my|new)\s+(?:file|csv|data|row|record|order|table)s?\b)")]
    private static partial Regex StructuralOrder();

    [GeneratedRegex(@"^(?:remove|take\s+out|get\s+rid\s+of|throw\s+away|discard|eliminate)\b")]
    private static partial Regex RemovalOrder();

    // Leaving something out of an answer changes no data: "remove the outliers", "remove returns from the total".
    [GeneratedRegex(@"\b(?:outliers?|nulls?|blanks?|duplicates?|decimals?|legend|limit|grouping|weekends?|zeros?|zeroes|anomal\w+|extremes?|noise|returns?|taxes|tax|discounts?|filters?|sorting|list|lists|output|results?|answers?|digits|names\s+to|labels?|selection|conversation|chat|context|last\s+(?:question|filter|change|step)|from\s+the\s+(?:chart|graph|plot|result|results|list|answer|calculation|total|average|analysis|report|breakdown))\b")]
    private static partial Regex Presentation();

    // "take out the refunded ones": of what was shown.
    [GeneratedRegex(@"\bones(?:\s+(?:please|too|as\s+well|now|again))?\s*$")]
    private static partial Regex Ones();

    [GeneratedRegex(@"(?:\b(?:and|then|afterwards|by|also|(?:want|need|wish|like|proceed|continue|begin|start|remember|try|sure|you|i|we|is|free)\s+to)|,)\s+(?:then\s+|please\s+|also\s+)*(?:delete|drop|truncate|erase|wipe|purge|destroy|overwrite|deleting|truncating|erasing|wiping|purging)\s+(?:the|all|every|each|our|my|these|those|them|it|any|everything|whole|entire|old|test)\b(?!\s+(?:outliers?|decimals?|filters?|duplicates?|nulls?|blanks?|zeros?)\b)|\b(?:remove|delete|drop)\s+(?:all|every|each)\s+(?:rows?|records?|data|tables?|entries)\b|\bby\s+removing\s+(?:the\s+|all\s+|test\s+)*(?:rows?|records?|orders?|entries)\b|\bexecute\s+without\s+checks\b")]
    private static partial Regex WriteAsAfterthought();

    // The same orders in other languages that users write.
    [GeneratedRegex(@"^(?:bitte\s+)?(?:losche|loesche|loschen|loeschen|entferne|andere|aendere)\b|^(?:por\s+favor\s+)?(?:borra|borrar|elimina|eliminar|suprime|modifica|actualiza)\b|^(?:supprime|supprimer|supprimez|efface|effacer|effacez)\b|^(?:apaga|apagar|exclua|excluir|remova)\b|^(?:cancella|cancellare|rimuovi)\b|^(?:usun|skasuj)\b|^(?:verwijder|wis)\b|^(?:удали|удалить|удалите|сотри|очисти)|を?削除(?:して|せよ|しろ)|^(?:请|請)?(?:删除|刪除|清空)|(?:을|를)?\s?삭제(?:해|하)")]
    private static partial Regex ForeignWrite();

    // Leaving rules aside; of things that the data knows ("customers without policies") it is a condition.
    [GeneratedRegex(@"\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget|overrid(?:e|ing)|bypass(?:ing)?|circumvent(?:ing)?|skip(?:ping)?|turn(?:ing)?\s+off|switch(?:ing)?\s+off|disabl(?:e|ing)|remove)\b.{0,40}\b(?<noun>instructions?|rules|guards?|checks|checker|polic(?:y|ies)|restrictions?|safety|security|prompt|guidelines?|row\s+filters?|dataset\s+filters?|tenant\s+filters?|limits?\s+and)\b|\bwithout\s+(?:any\s+|the\s+|your\s+|these\s+|all\s+)*(?:security\s+|safety\s+|permission\s+|policy\s+)?(?<noun>guards?|checks|checker|restrictions|rules|row\s+filters?|dataset\s+filters?|tenant\s+filters?)\b(?=\s*(?:$|[,.;:!?]|(?:and|or|please|for\s+me|at\s+all|applied|on)\b))")]
    private static partial Regex Checks();

    [GeneratedRegex(@"\b(?:system|hidden|initial)\s+prompts?\b|\byour\s+(?:instructions|prompt|rules|guidelines)\b|(?:^|\s)(?:system|assistant|developer)\s*:|\bnew\s+instructions\b|\byou\s+are\s+(?:now|an?\s+(?:expert|admin|ai|assistant|dba|root))\b|\bact\s+as\s+(?:an?|the|my)\b|\bpretend\s+(?:to|that|you)\b|\bjailbreak|\bguard\W{0,4}(?:is\s+)?off\b|\bbase64\b|\brot13\b|\bcall\s+the\s+tool\b|\bfilter\s+is\s+disabled\b|\bso\s+that\s+the\s+checker\b|\bdeveloper\s+mode\b|\b(?:ignora|ignoriere|ignorez|olvida|vergiss|oubliez|oublie)\b.{0,30}\b(?:instruc|anweisung|regeln|reglas)|\bmy\s+role\s+is\s+admin|\bi\s+am\s+(?:the\s+|an\s+)?(?:admin\w*|superuser|root|dba|user\s+id)\b")]
    private static partial Regex Rules();

    [GeneratedRegex(@"\b(?:other|another|all|every|which|different)\s+tenants?\b|\b(?:other|another|different|every|all)\s+(?:datasets?|data\s+sets?)\b(?!\s+(?:i|we|of\s+mine)\b)|\b(?:other|another)\s+(?:users|organi[sz]ations?)(?:['’]s?)?\s+(?:data|rows|datasets?|questions|orders|sales|numbers)\b|\bdata\s+of\s+(?:other|another)\s+(?:users?|organi[sz]ations?|compan(?:y|ies))\b|\b(?:users?|accounts|organi[sz]ations?|compan(?:y|ies)|clients)\s+(?:(?:are|is|exist)\s+)?(?:in|of|on)\s+(?:this|the|your)\s+(?:database|system|server|platform|postgres\w*)\b|\b(?:other|another)\s+(?:compan(?:y|ies)|clients?|customers?)\s+(?:in|of|on)\s+(?:this|the)\s+(?:database|system|server|platform)\b|\bother\s+(?:dataset|plugin)s?\b|\btenants?(?:_id)?\b|\bdatasets?\s+ds_\w+|\bconnection\s+strings?\b|\benvironment\s+variables?\b|\bpasswords?\b(?!\s+(?:resets?|changes?|requests?|tickets?|issues?|problems?|managers?)\b)|\bcredentials\b|\bapi\s+keys?\b|\bdatabase\s+user\b|\bqueries\s+that\s+(?:run|are\s+running)\s+(?:on|right)\b|\bsource\s+code\b|\bsecret\s+keys?\b|\baccess\s+tokens?\b|\b(?:postgres\w*|database|server)\s+(?:version|users?|roles?|settings?|host\w*|port)\b|\byour\s+(?:server|host|ip|memory|database|configuration|config|secrets?|logs?)\b|\brabbitmq\b|\bmessage\s+queues?\b|\bsystem\s+(?:tables?|catalogs?)\b|\bphysical\s+columns?\b|\bhidden\s+(?:ones|columns?|tables?|fields?)\b|\bserver\s+(?:files?|logs?|config\w*)\b|\bregex\s+patterns?\b|/etc/passwd|contrasenas?\b|passworter|mots\s+de\s+passe")]
    private static partial Regex Outside();

    // Carrying an answer away.
    [GeneratedRegex(@"\b(?:send|post|upload|e-?mail|copy|export|write|dump|save|forward)\b.*\b(?:to|into|at)\s+(?:https?:|ftp:|s3:|/\w+/|\S+@\S+\.\w+|(?:an?|my|this|the)\s+(?:webhook|server|url|e-?mail\s+address)\b)")]
    private static partial Regex Carries();

    [GeneratedRegex(@"\bcross\s+join\b|\b(?:endless|infinite)\s+loop\b|\b(?:thousand|million|billion)\s+times\b|\bself\s+join\b.{0,30}\btimes\b")]
    private static partial Regex Workload();
}
