namespace NlSql.Drafting.Models;

/// <summary>What short words of headers stand for: those that stand for one word, and those that stand for several and need a look at the column or at the dataset.</summary>
internal static class Abbreviations
{
    private static readonly Dictionary<string, string> Only = Pairs(
        """
        acc account, acct account, addl additional, addr address, adm admission, agt agent, amt amount, apt apartment, asgn assigned, avg average,
        bal balance, bdg budget, bgt budget, bkg booking, bldg building, cap capacity, cat category, cd code, chg charge, clm claim, cncl cancellation, cnt count, cntry country,
        compl completed, crtd created, ctry country, curr currency, cust customer, cxl cancellation, dept department, desc description,
        descr description, dest destination, diag diagnosis, disc discount, disch discharge, dlv delivery, dlvd delivered, dlvry delivery,
        dly daily, dob date of birth, dt date, dur duration, dx diagnosis, ea each, edu education, emp employee, enr enrolment, equip equipment, fcst forecast, flg flag,
        flr floor, fmt format, fname first name, freq frequency, gend gender, grp group, hh household, hol holiday, hosp hospital, hrs hours,
        idx index, incid incident, insp inspection, lang language, lat latitude, len length, lic license, lname last name, lng longitude,
        loc location, lon longitude, lvl level, mach machine, maint maintenance, meth method, mfg manufacturing, mfr manufacturer, mgr manager, mins minutes,
        mkt market, mktg marketing, mrgn margin, mth month, mthly monthly, nbr number, nm name, no number, num number, ord order,
        org organization, orig origin, pat patient, pct percent, perf performance, phys physician, pmt payment, pol policy, pop population, prc price,
        prem premium, prio priority, promo promotion, pr price, pts points, px price, pymt payment, qtr quarter, qty quantity,
        readm readmission, ref reference, resp response, rsn reason, rtg rating, sal salary, sched scheduled, seg segment, sev severity, shft shift,
        spd speed, src source, stk stock, sts status, subcat subcategory, supv supervisor, svc service, tel telephone,
        tgt target, tix tickets, tkt ticket, tm time, tmp temperature, tot total, trng training, trx transaction, ttl total, txn transaction, typ type,
        unemp unemployment, val value, veh vehicle, vend vendor, wgt weight, whse warehouse, wk week, wkly weekly, wt weight, yr year, yrs years,
        appt appointment, arpt airport, bene beneficiary, benef beneficiaries, canc cancelled, chnl channel, cls class, clr colour, crs course, drv driver, drvr driver,
        evt event, flt flight, lrn learner, lrnr learner, ltr litres, mbr member, obs observations, pax passengers, pcl parcel, pkg package, proj project,
        rcvd received, recd received, rte route, sess session, sz size, xfr transferred, tlk talk, categ category, depo deposit, dmg damage, bkd booked, purch purchase,
        cancld cancelled, doz dozen, hd head, cnty county, hndlr handler, wx weather, mname middle name,
        acad academic, agcy agency, agric agricultural, alloc allocation, annl annual, apprvd approved, asmt assessment, attend attendance, biz business, bldr builder, blvd boulevard,
        boro borough, brdg bridge, calc calculated, chem chemical, clsd closed, cmnt comment, cmp comparison, cmt comment, collis collision, constr construction, consum consumption, cred credit, crit critical, cuml cumulative,
        ctrl control, cyl cylinders, dba business name, delinq delinquent, depr depreciation, devel development, diam diameter, diff difference, dlr dealer, econ economic, educ education,
        elec electricity, elem elementary, elev elevation, elig eligible, emerg emergency, emiss emissions, engr engineer, enrl enrollment, enroll enrollment, env environment, ethn ethnicity,
        evac evacuation, eval evaluation, exch exchange, fac facility, fem female, govt government, grad graduation, grd grade, hdcp handicap, hi high, hlth health, hosps hospitals, hrly hourly, hsg housing, hshld household, humid humidity, hwy highway,
        incr increase, indiv individual, instr instructor, insur insurance, intl international, investig investigation, juris jurisdiction, juv juvenile, lbl label, lim limit, lo low, locn location, manuf manufacturer,
        mgmt management, misc miscellaneous, mort mortality, muni municipality, natl national, nbhd neighborhood, neigh neighborhood, nutr nutrition, occup occupation, ofc office, offn offense, ofns offense, oper operation, ops operations,
        ped pedestrian, permt permit, phn phone, pkwy parkway, pov poverty, prcp precipitation, precip precipitation, prelim preliminary, prev previous, purp purpose, pwr power, rcpt receipt, reas reason, recip recipient,
        regn region, reimb reimbursement, repl replacement, rgn region, rmk remark, rmks remarks, rpt report, rslt result, sch school, schl school, sci science, scr score, srvc service,
        stmt statement, stn station, struct structure, subj subject, surg surgery, susp suspended, svcs services, symp symptom, sys system, tchr teacher, terr territory, thresh threshold, tourn tournament, trmt treatment, trtmt treatment,
        tuit tuition, twp township, unempl unemployment, univ university, vacc vaccination, vel velocity, vers version, vict victim, viol violation, visib visibility, warr warranty, whsl wholesale, wknd weekend, yld yield
        """);

    // The usual one first. What "?" follows is never guessed: another name has to say it, one of the words in parentheses has to be
    // among the dataset's, or one of those in brackets beside it.
    private static readonly Dictionary<string, IReadOnlyList<Sense>> Several = Senses(
        """
        abs: absence?, absolute?
        app: application?, appointment?
        att: attendance?, attempts?, attribute?
        comm: commission?, community?, commercial?, comment?, committee?
        comp: company?, competition?, completed?, component?, complaint?, compensation?
        conc: concentration/number, concert?
        cond: condition/thing, conductor?
        cons: consumption?, constituency?, consultant?
        const: construction?, constituency?
        contr: contract?, contractor?, contribution?
        corp: corporation?
        cov: coverage/any, covenant?
        cur: currency?[code cd symbol], current/others, currency/thing
        dep: departure?, deposit?, department?, dependents?
        dev: device?, developer?, development/any
        dist: distance/number, district/thing
        div: division/thing, dividend?
        eff: efficiency?, effective?
        enc: encounter?
        eng: engine?, engineer?, english?
        est: estimated/number, established?, establishment?
        exp: expiry/date, experience?[years yrs yr year], expense?, export?
        fin: financial?, finish?
        gen: gender?, generation?, generator?
        ht: height/number
        imp: import?, impression?, importance?
        inc: incident?, income/total
        ind: industry?, individual?, indicator?
        inf: infection?
        inj: injuries/total, injury/any
        ins: insurance?, insert?
        inst: institution?, instructor?, installation?, institute?
        inv: invoice/any, inventory?, investment?, investigation?, investor?
        jur: jurisdiction?
        lib: library?
        mag: magnitude/number, magazine?
        mat: material/any, match?
        med: median/number, medicine?, medication?, medical?, medium?
        mem: member?, memory?
        mun: municipality?
        occ: occupancy?, occupation/any
        op: operator?, operation?
        pos: position/thing, positive?
        prob: probability/number, problem?
        proc: process?, procedure/any
        prod: production?, producer?, product/any
        prof: professor?, profession?, profile?, proficient?
        prog: program?, programme?, progress?
        prop: proportion?, property/any
        prov: province?, provider?
        pub: publisher?, publication?, published?
        qual: quality?, qualification?
        rec: record?, recipe?, recommended?, received?
        reg: region?, registration?, regulation?
        rel: release?, relationship?
        req: request?, required?, requirement?
        res: reservation?, resident?, residential?, resolution?, result?, response?
        rev: review?, reviewer?, revision?, revenue/any
        sec: seconds/total, section?, sector?, security?
        spec: species?, specialty?, specification?, specialist?
        st: state/pair
        stat: status/last, statistic?
        std: standard/any, student?
        sub: subscription?, subscriber?, subject?, submission?
        sup: supplier?, supervisor?, superintendent?
        supp: supplier/thing, suppression?(fire wildfire blaze), supplement?(vitamin diet feed), support?, supply?
        surv: survey?, survival?, survivor?
        temp: temperature/number, temporary/thing
        trans: transaction?, transport?, transfer?, transmission?
        util: utilization?, utility?
        vac: vacancy?, vaccine?, vaccination?
        vol: volunteer?, volume/any
        """);

    /// <summary>Whether a word is short for something.</summary>
    public static bool Knows(string word) => Only.ContainsKey(word) || Several.ContainsKey(word);

    /// <summary>What a word stands for wherever it is; null for one that stands for nothing, or for several words.</summary>
    public static string? Of(string word) => Only.GetValueOrDefault(word);

    /// <summary>What a word may stand for; empty for one that does not stand for several words.</summary>
    public static IReadOnlyList<Sense> SensesOf(string word) => Several.GetValueOrDefault(word) ?? [];

    // "qty quantity, dob date of birth"
    private static Dictionary<string, string> Pairs(string text) => text.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(pair => pair.Split(' ', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    // "dist: distance/number, district/thing"
    private static Dictionary<string, IReadOnlyList<Sense>> Senses(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(row => row.Split(": ", 2)).ToDictionary(row => row[0], row => (IReadOnlyList<Sense>)[.. row[1].Split(", ").Select(SenseOf)]);

    private static Sense SenseOf(string text)
    {
        var name = text.Split('(', '[')[0];
        return name.Split('/') is [var word, var fit] ? new(word, Enum.Parse<SenseFit>(fit, ignoreCase: true), Within(text, '(', ')'), Within(text, '[', ']')) : new(name.TrimEnd('?'), null, Within(text, '(', ')'), Within(text, '[', ']'));
    }

    private static string[] Within(string text, char from, char to) => text.Split(from, to) is [_, var inside, ..] ? inside.Split(' ') : [];
}

/// <summary>One of several words that a short one stands for.</summary>
/// <param name="Word">The word.</param>
/// <param name="Fit">Where it is meant though nothing says so; null for nowhere.</param>
/// <param name="Cues">Other words of the dataset that say it.</param>
/// <param name="Beside">Words of the same name that say it.</param>
internal sealed record Sense(string Word, SenseFit? Fit, IReadOnlyList<string> Cues, IReadOnlyList<string> Beside);

/// <summary>Columns that a meaning fits: all, measures, days, what is told by a name or a key, measures that the name ends with, names that end with it, texts of two letters, names with other words.</summary>
internal enum SenseFit { Any, Number, Date, Thing, Total, Last, Pair, Others }
