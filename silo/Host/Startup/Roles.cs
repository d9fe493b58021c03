namespace YPort.Twin.Host.Startup;

/// <summary>What one process does of the whole. All of it by default; in a city each may run by itself, as often as needed.</summary>
[Flags]
public enum Roles
{
    /// <summary>Hosts the twins.</summary>
    Silo = 1,

    /// <summary>Hears the sensors.</summary>
    Ingest = 2,

    /// <summary>Answers people and programs.</summary>
    Dashboard = 4,
}

static class RoleNames
{
    public const string All = "silo,ingest,dashboard";

    /// <summary>The roles that a text names, with commas between; null when it names none, or one that there is not.</summary>
    public static Roles? Parse(string text)
    {
        Roles roles = 0;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
            switch (name)
            {
                case "silo": roles |= Roles.Silo; break;
                case "ingest": roles |= Roles.Ingest; break;
                case "dashboard": roles |= Roles.Dashboard; break;
                default: return null;
            }
        return roles;
    }
}
