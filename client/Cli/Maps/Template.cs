using System.Text;

namespace YPort.Twin.Cli.Maps;

/// <summary>A text with cells of the line in it: in "capmetro-{vehicle_id}" stands the cell of the column "vehicle_id".</summary>
sealed class Template
{
    readonly List<(string Text, bool IsColumn)> _parts = [];

    Template() { }

    /// <summary>Whatever is in braces names a column; a brace without its other half stands for itself.</summary>
    public static Template Parse(string text)
    {
        Template template = new();
        for (var rest = text; rest.Length > 0;)
        {
            var (open, close) = (rest.IndexOf('{'), -1);
            if (open >= 0) close = rest.IndexOf('}', open);
            if (close < 0)
            {
                template._parts.Add((rest, false));
                break;
            }
            if (open > 0) template._parts.Add((rest[..open], false));
            template._parts.Add((rest[(open + 1)..close], true));
            rest = rest[(close + 1)..];
        }
        return template;
    }

    public IEnumerable<string> Columns => _parts.Where(part => part.IsColumn).Select(part => part.Text);

    /// <summary>Null when one of its cells is empty.</summary>
    /// <param name="cell">The line's cell by the column's name.</param>
    public string? Fill(Func<string, string> cell)
    {
        StringBuilder filled = new();
        foreach (var (text, isColumn) in _parts)
        {
            var part = isColumn ? cell(text) : text;
            if (part.Length == 0) return null;
            filled.Append(part);
        }
        return filled.ToString();
    }

    /// <summary>A cell as it can stand in a twin's id: small letters and digits, one "-" for whatever lies between, such as "st-mark-s-place".</summary>
    public static string InId(string cell)
    {
        StringBuilder id = new();
        foreach (var c in cell.ToLowerInvariant())
            if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9')) id.Append(c);
            else if (id.Length > 0 && id[^1] != '-') id.Append('-');
        return id.ToString().TrimEnd('-');
    }
}
