using MemberValue.Assessment;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Parts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MemberValue.Tests.Conventions;

/// <summary>Every part of an assessment has the same files and is on the same list: what docs/CONTRIBUTING.md says under "How to add a part".</summary>
public class PartTests
{
    public static TheoryData<string> Names => [.. AssessmentParts.All.Select(part => part.Name)];

    [Fact]
    public void Every_part_is_on_the_list_once()
    {
        var parts = typeof(AssessmentPart).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(AssessmentPart)) && !type.IsAbstract);
        Assert.Equal(parts.Select(type => type.Name).Order(StringComparer.Ordinal), AssessmentParts.All.Select(part => part.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(AssessmentParts.All.Count, AssessmentParts.All.Select(part => part.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_part_has_its_folder_its_options_its_property_and_its_methods(string name)
    {
        var part = AssessmentParts.All.Single(part => part.Name == name);
        Assert.Equal(($"MemberValue.{name}.{name}Part", $"MemberValue.{name}.{name}Options"), (part.GetType().FullName, part.OptionsType.FullName));
        Assert.True(File.Exists(Path.Combine(Repository.Root, $"src/MemberValue/{name}/Part/{name}Part.cs")));
        Assert.True(File.Exists(Path.Combine(Repository.Root, $"src/MemberValue/{name}/Part/{name}Options.cs")));
        Assert.Equal(part.OptionsType, typeof(MemberValuatorOptions).GetProperty(name)?.PropertyType);
        var methods = typeof(MemberValueBuilderExtensions).GetMethods().Where(method => method.Name == $"Add{name}").Select(method => method.GetParameters()[1].ParameterType).ToList();
        Assert.Contains(typeof(IConfiguration), methods);
        Assert.Contains(typeof(Action<>).MakeGenericType(part.OptionsType), methods);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Setting_the_property_of_a_part_asks_for_it_and_null_leaves_it_out(string name)
    {
        var part = AssessmentParts.All.Single(part => part.Name == name);
        var options = new MemberValuatorOptions();
        var property = typeof(MemberValuatorOptions).GetProperty(name)!;
        property.SetValue(options, Activator.CreateInstance(part.OptionsType));
        Assert.Same(part, Assert.Single(options.Parts).Part);
        property.SetValue(options, null);
        Assert.Empty(options.Parts);
    }

    [Fact]
    public void Every_fitted_thing_can_be_kept_in_a_set_of_models()
    {
        var kinds = AssessmentParts.Kinds(AssessmentParts.All);
        var fitted = typeof(IFitted).Assembly.GetTypes().Where(type => type.IsClass && type.IsPublic && typeof(IFitted).IsAssignableFrom(type)).ToList();
        Assert.True(fitted.Count > 10);
        Repository.NoViolation(fitted.Where(type => !kinds.Any(kind => kind.Type.IsAssignableFrom(type))).Select(type => $"{type.Name} is of no kind that a set of models reads: see AssessmentParts"));
        Assert.Equal(kinds.Sum(kind => kind.Names.Count), kinds.SelectMany(kind => kind.Names).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_worker_of_a_part_can_be_set_in_the_options()
    {
        foreach (var worker in AssessmentParts.All.SelectMany(part => part.Workers))
            Assert.Contains(typeof(MemberValuatorOptions).GetProperties(), property => property.PropertyType == worker.Type);
    }
}
