Libraries that semsearch brings along, with their licenses (several: the user's choice).
Written by "mvn license:aggregate-add-third-party"; run it when a dependency changes.

<#list dependencyMap as entry>
<#assign library = entry.key>
${library.groupId}:${library.artifactId}:${library.version} - <#list entry.value as license>${license}<#sep>, </#list>
</#list>

Native code inside the jars of ND4J and OpenBLAS: OpenBLAS (BSD-3-Clause) and GCC's runtime libraries
libgcc, libgomp, libgfortran, libquadmath (GPL-3.0 with the GCC Runtime Library Exception).
