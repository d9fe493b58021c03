using System.Reflection;
using System.Runtime.CompilerServices;

namespace YPort.Twin.Tests.Architecture;

/// <summary>Silos of two versions talk to each other: what they say is named by hand and not after a type.</summary>
public sealed class What_crosses_the_wire
{
    static readonly Assembly[] Ours = [Assembly.Load("YPort.Twin.Model"), Assembly.Load("YPort.Twin.Contracts"), Assembly.Load("YPort.Twin.Twins")];

    static IEnumerable<Type> Types => Ours.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Namespace?.StartsWith("YPort.Twin.", StringComparison.Ordinal) == true && !type.IsDefined(typeof(CompilerGeneratedAttribute)));

    static IEnumerable<Type> Serialized => Types.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));

    static IEnumerable<Type> Grains => Types.Where(type => type.IsInterface && type.IsAssignableTo(typeof(IAddressable)));

    [Fact]
    public void Has_an_alias() => Breaches.None(Serialized.Where(type => Alias(type) is null).Select(type => $"{type} has [GenerateSerializer] and no [Alias]."));

    [Fact]
    public void Is_asked_by_alias() => Breaches.None(
        Grains.Where(grain => Alias(grain) is null).Select(grain => $"The grain interface {grain} has no [Alias].")
            .Concat(from grain in Grains from method in grain.GetMethods() where Alias(method) is null select $"{grain}.{method.Name} has no [Alias]."));

    [Fact]
    public void Shares_no_alias() => Breaches.None(Serialized.GroupBy(Alias).Where(same => same.Key is not null && same.Count() > 1)
        .Select(same => $"\"{same.Key}\" names {string.Join(" and ", same)}."));

    [Fact]
    public void Is_found_by_this_test()
    {
        Assert.Contains(Serialized, type => type.Name == "Reading");
        Assert.Contains(Grains, grain => grain.Name == "IShardGrain");
    }

    static string? Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;
}
